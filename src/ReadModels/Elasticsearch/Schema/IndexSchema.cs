using System.Buffers;
using System.Text.Json;
using MemberGrains.ReadModels.Elasticsearch.Transport;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Elasticsearch.Schema;

/// <summary>
/// Sees to it that templates, indices and aliases are there. Any number of processes may do so at once: a template is the
/// same whoever puts it, and only one creation of an index, with its aliases in the same request, can succeed.
/// </summary>
internal sealed class IndexSchema(SearchClient client, IndexNames names, ElasticsearchClusterOptions options, ILogger logger)
{
    private const int Tries = 4;

    private readonly Lock _gate = new();
    private Task? _ensured;

    public IndexCatalog Catalog { get; } = new(client, names);

    /// <summary>Once for this process; after a failure, again with the next call.</summary>
    public Task EnsureAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_ensured is null or { IsFaulted: true } or { IsCanceled: true }) _ensured = CreateWhatIsMissingAsync();
            return _ensured.IsCompletedSuccessfully ? Task.CompletedTask : _ensured.WaitAsync(cancellation);
        }
    }

    /// <summary>Puts the templates, unless a newer version's are there.</summary>
    public async ValueTask PutTemplatesAsync(CancellationToken cancellation)
    {
        var shape = IndexShape.For(options, await Catalog.DataNodesAsync(cancellation));
        foreach (var kind in IndexNames.Kinds)
        {
            if (await Catalog.TemplateVersionAsync(kind, cancellation) > IndexDefinition.Version) continue;
            await client.AdminAsync(SearchRequest.Put($"_index_template/{names.Template(kind)}", IndexDefinition.Template(names, kind, shape, options.RefreshInterval)), cancellation);
        }
    }

    /// <summary>Creates an index from its template; false if it is there, or another one has its aliases.</summary>
    public async ValueTask<bool> TryCreateAsync(string index, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var request = SearchRequest.Put($"{index}?wait_for_active_shards=1", body);
        var response = await client.AskAsync(request, cancellation);
        if (response.IsSuccess) return true;
        // An index with a write alias that has a write index already is an "illegal state".
        return AnswerFaults.TypeOf(response) is "resource_already_exists_exception" or "illegal_state_exception" ? false : throw AnswerFaults.Of(request, response);
    }

    /// <summary>Drops the pair of indices that no alias leads to; should that fail, the next rebuild does it.</summary>
    public async ValueTask TryDropAsync(int number)
    {
        try
        {
            await client.AdminAsync(SearchRequest.Delete($"{names.Pair(number)}?ignore_unavailable=true"), CancellationToken.None);
        }
        catch (Exception fault) when (fault is ElasticsearchException or Polly.ExecutionRejectedException)
        {
            logger.IndicesNotDropped(fault, names.Pair(number));
        }
    }

    private async Task CreateWhatIsMissingAsync()
    {
        // Whose call this is does not matter: others wait for it too, so no single caller's giving up may end it.
        var cancellation = CancellationToken.None;
        for (int i = 0; i < Tries; i++)
        {
            var known = await Catalog.ListAsync(cancellation);
            var missing = IndexNames.Kinds.Where(kind => !known.Any(index => index.Aliases.Contains(names.Read(kind)))).ToList();
            if (missing.Count == 0) return;
            if (i == 0) await PutTemplatesAsync(cancellation);
            int next = known.Select(index => index.Number).DefaultIfEmpty().Max() + 1;
            // Refused, if another process was faster: then its index is seen by the next look.
            foreach (var kind in missing) await TryCreateAsync(names.Numbered(kind, next), WithAliases(kind), cancellation);
        }

        throw new ElasticsearchException(ElasticsearchFault.Missing, $"No index has the alias {names.Read(DocumentKind.Identity)}, and none can be made: see ./dev ops search lint.");
    }

    private ReadOnlyMemory<byte> WithAliases(DocumentKind kind)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartObject("aliases"u8);
        writer.WriteStartObject(names.Read(kind));
        writer.WriteEndObject();
        writer.WriteStartObject(names.Write(kind));
        writer.WriteBoolean("is_write_index"u8, true);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }
}
