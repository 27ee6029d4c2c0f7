namespace MemberGrains.ReadModels.Elasticsearch.Bulk;

/// <summary>Where documents go.</summary>
internal enum BulkTarget
{
    /// <summary>To the index that serves; the request also asks whether one is being filled.</summary>
    Serving,

    /// <summary>To the index that is being filled, if it still is.</summary>
    Filling,
}
