namespace MemberGrains.Servers.Elasticsearch;

/// <summary>How a node differs from a plain one.</summary>
public sealed record ElasticsearchOptions
{
    /// <value>Major version: 7 or 8.</value>
    public int Version { get; init; } = 7;

    /// <value>Of the Java heap, in MB.</value>
    public int HeapMb { get; init; } = 256;

    /// <value>Further settings of the node.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
