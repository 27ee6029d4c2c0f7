namespace MemberGrains.ReadModels.Elasticsearch;

/// <summary>What kind of fault an Elasticsearch cluster showed: it decides whether the call is made again and whether the cluster counts as out.</summary>
internal enum ElasticsearchFault
{
    /// <summary>No whole answer came.</summary>
    Unreachable,

    /// <summary>It answered that it can not serve now: no master, no active shard (502, 503, 504).</summary>
    Unavailable,

    /// <summary>A queue or its memory is full (429): slower, please.</summary>
    Busy,

    /// <summary>An index or alias is not there; for a moment so while a rebuild takes over.</summary>
    Missing,

    /// <summary>An index refuses writes: the disk's flood stage, or an operator's block.</summary>
    Blocked,

    /// <summary>The credentials are not accepted (401, 403).</summary>
    Denied,

    /// <summary>This request will never be taken.</summary>
    Rejected,

    /// <summary>The answer is not one of Elasticsearch's.</summary>
    Malformed,
}
