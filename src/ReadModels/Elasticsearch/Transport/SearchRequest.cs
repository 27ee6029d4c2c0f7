namespace MemberGrains.ReadModels.Elasticsearch.Transport;

/// <summary>One HTTP request, to whichever node takes it.</summary>
/// <param name="Method">GET, HEAD, POST, PUT or DELETE.</param>
/// <param name="Path">Path and query, without a leading slash, escaped.</param>
/// <param name="Body">JSON, or lines of it; empty for none.</param>
internal readonly record struct SearchRequest(HttpMethod Method, string Path, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether it is about indices, not about documents.</summary>
    public bool IsAdmin => Method == HttpMethod.Put || Path.StartsWith("_aliases", StringComparison.Ordinal);

    public static SearchRequest Get(string path) => new(HttpMethod.Get, path, default);

    public static SearchRequest Post(string path, ReadOnlyMemory<byte> body = default) => new(HttpMethod.Post, path, body);

    public static SearchRequest Put(string path, ReadOnlyMemory<byte> body) => new(HttpMethod.Put, path, body);

    public static SearchRequest Delete(string path) => new(HttpMethod.Delete, path, default);
}
