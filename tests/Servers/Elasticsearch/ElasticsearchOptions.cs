namespace MemberGrains.Servers.Elasticsearch;

/// <summary>How a node differs from a plain one.</summary>
public sealed record ElasticsearchOptions
{
    /// <value>Major version: 7 or 8.</value>
    public int Version { get; init; } = 7;

    /// <value>Of the Java heap, in MB.</value>
    public int HeapMb { get; init; } = 256;

    /// <value>Compiled in a hurry: starts with half the work, and is slower when it has run for minutes. For tests, not for figures.</value>
    public bool Hurried { get; init; }

    /// <value>The first node of the cluster that it joins; null: it begins one of its own.</value>
    public ElasticsearchNode? First { get; init; }

    /// <value>Others may join it.</value>
    public bool MayBeJoined { get; init; }

    /// <value>Further settings of the node.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
