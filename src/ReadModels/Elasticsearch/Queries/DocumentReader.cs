using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MemberGrains.Interfaces.Json;
using MemberGrains.ReadModels.Elasticsearch.Documents;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;

namespace MemberGrains.ReadModels.Elasticsearch.Queries;

/// <summary>
/// Documents by id, each by its own routing, so one shard is asked for each and none else. Not realtime: as of the last
/// refresh, as a search would show them, so that a member and its identities are read as of one moment.
/// </summary>
internal sealed class DocumentReader(SearchClient client, IndexNames names)
{
    private const int MostAtOnce = 1_000;

    public ValueTask<ImmutableArray<IdentitySource?>> IdentitiesAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        GetAsync(names.Read(DocumentKind.Identity), ids, ElasticsearchJson.Default.IdentitiesGot, cancellation);

    public ValueTask<ImmutableArray<MemberSource?>> MembersAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        GetAsync(names.Read(DocumentKind.Member), ids, ElasticsearchJson.Default.MembersGot, cancellation);

    private async ValueTask<ImmutableArray<T?>> GetAsync<T>(string alias, IReadOnlyList<string> ids, JsonTypeInfo<MultiGetAnswer<T>> type, CancellationToken cancellation)
        where T : class
    {
        var found = ImmutableArray.CreateBuilder<T?>(ids.Count);
        foreach (string[] some in ids.Chunk(MostAtOnce))
        {
            var request = SearchRequest.Post($"{alias}/_mget?realtime=false&filter_path={MultiGetAnswer<T>.Parts}", Body(some));
            found.AddRange(await client.QueryAsync("get", request, response => Read(ElasticsearchJson.Read(response, type), some.Length), cancellation));
        }

        return found.MoveToImmutable();
    }

    private static ReadOnlyMemory<byte> Body(string[] ids)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, WireJson.Options);
        writer.WriteStartObject();
        writer.WriteStartArray("docs"u8);
        foreach (string id in ids)
        {
            writer.WriteStartObject();
            writer.WriteString("_id"u8, id);
            writer.WriteString("routing"u8, id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static T?[] Read<T>(MultiGetAnswer<T> answer, int asked)
        where T : class
    {
        if (answer.Docs.IsDefault || answer.Docs.Length != asked) throw ElasticsearchJson.Malformed("of another number of documents");
        var found = new T?[asked];
        for (int i = 0; i < asked; i++) found[i] = Read(answer.Docs[i]);
        return found;
    }

    /// <summary>One document; a shard that could not be asked is no "there is none".</summary>
    private static T? Read<T>(MultiGetAnswer<T>.Entry entry)
        where T : class
    {
        if (entry.Error is { } error)
        {
            var kind = error.Type == "index_not_found_exception" ? ElasticsearchFault.Missing : ElasticsearchFault.Unavailable;
            throw new ElasticsearchException(kind, $"A document could not be asked for: {error.Type}");
        }

        if (!entry.Found) return null;
        return entry.Source ?? throw ElasticsearchJson.Malformed("a document without source");
    }
}
