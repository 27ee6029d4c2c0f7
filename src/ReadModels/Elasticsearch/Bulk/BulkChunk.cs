using System.Buffers;
using System.Text.Json;
using MemberGrains.Interfaces.Json;
using MemberGrains.ReadModels.Elasticsearch.Documents;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Elasticsearch.Bulk;

/// <summary>
/// Documents of one request: each is rendered once and sent as often as it takes. A request is bounded in bytes and
/// documents, so that one answer stays short and a node's memory is not asked for much at once.
/// </summary>
internal sealed class BulkChunk
{
    private const int MostBytes = 4 << 20;
    private const int MostDocuments = 1_000;
    private const int TypicalDocument = 512;

    private readonly ArrayBufferWriter<byte> _sources = new(TypicalDocument);
    private readonly List<BulkItem> _items = [];

    private BulkChunk()
    {
    }

    public IReadOnlyList<BulkItem> Items => _items;

    private bool IsFull => _items.Count >= MostDocuments || _sources.WrittenCount >= MostBytes;

    public static IEnumerable<BulkChunk> Of(SearchBatch batch)
    {
        var chunk = new BulkChunk();
        foreach (var relation in batch.Identities)
        {
            if (chunk.IsFull)
            {
                yield return chunk;
                chunk = new BulkChunk();
            }

            var source = IdentitySource.Of(relation, OwnBinding.Of(relation));
            chunk.Add(DocumentKind.Identity, relation.Identity.Text, relation.Version, writer => JsonSerializer.Serialize(writer, source, ElasticsearchJson.Default.IdentitySource));
        }

        foreach (var member in batch.Members)
        {
            if (chunk.IsFull)
            {
                yield return chunk;
                chunk = new BulkChunk();
            }

            var source = MemberSource.Of(member);
            chunk.Add(DocumentKind.Member, member.MemberId, member.MemberVersion, writer => JsonSerializer.Serialize(writer, source, ElasticsearchJson.Default.MemberSource));
        }

        if (chunk._items.Count > 0) yield return chunk;
    }

    /// <summary>The document's bytes.</summary>
    public ReadOnlySpan<byte> SourceOf(BulkItem item) => _sources.WrittenSpan[item.Source];

    private void Add(DocumentKind kind, string id, long version, Action<Utf8JsonWriter> write)
    {
        int start = _sources.WrittenCount;
        using (var writer = new Utf8JsonWriter(_sources, WireJson.Options)) write(writer);
        _items.Add(new BulkItem(kind, id, version, start.._sources.WrittenCount));
    }
}
