namespace MemberGrains.Resilience.Dependencies;

/// <summary>What is asked of a dependency. To add one, name it here and give it its row in <see cref="DependencyTable"/>.</summary>
public enum DependencyCall
{
    /// <summary>One group commit at a primary.</summary>
    RecordCommit,

    /// <summary>Rows, answers and confirmations for grains, at a primary.</summary>
    RecordRead,

    /// <summary>Rows at a replica.</summary>
    ReplicaRead,

    /// <summary>History, outbox, unfinished rows and fences, for background jobs and operators.</summary>
    RecordJob,

    /// <summary>A connection to a database server.</summary>
    RecordConnect,

    /// <summary>A message, until it is confirmed.</summary>
    BrokerPublish,

    /// <summary>Connections, channels, queues.</summary>
    BrokerSetup,

    /// <summary>One read, fill or floor.</summary>
    CacheCall,

    /// <summary>A get, a search, a count.</summary>
    SearchQuery,

    /// <summary>Documents, in bulk.</summary>
    SearchBulk,

    /// <summary>Indices, templates, aliases, refreshes.</summary>
    SearchAdmin,
}
