namespace MemberGrains.ReadModels.Elasticsearch.Schema;

/// <summary>The two kinds of documents, an index each.</summary>
internal enum DocumentKind
{
    /// <summary>One per identity: its relation.</summary>
    Identity,

    /// <summary>One per member id that ever lived.</summary>
    Member,
}
