using System.Net.Http.Headers;
using System.Text;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Elasticsearch.Bulk;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.Bench.Search;

/// <summary>The same JSON by hand: bodies made before, answers received and not read. What the server and HTTP alone cost.</summary>
internal sealed class RawSearch(Uri url) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url };

    /// <summary>The lines of a batch, as the adapter sends them: one request a batch of at most a thousand.</summary>
    public static byte[] Bulk(SearchBatch batch)
    {
        var names = new IndexNames(SearchStand.Prefix);
        var chunk = BulkChunk.Of(batch).Single();
        using var body = new BulkBody(1 << 20);
        body.Probe(names.Rebuild(DocumentKind.Identity));
        foreach (var item in chunk.Items) body.Index(names.Write(item.Kind), item, chunk.SourceOf(item));
        return body.Bytes.ToArray();
    }

    public static byte[] Get(IdentityKey key) => Encoding.UTF8.GetBytes($$"""{"docs":[{"_id":"{{key.Text}}","routing":"{{key.Text}}"}]}""");

    /// <summary>Sends; an answer that is no success ends the bench.</summary>
    public async Task<byte[]> SendAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = Json;
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _http.Dispose();
}
