using System.Collections.Immutable;
using MemberGrains.ReadModels.Elasticsearch.Bulk;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Elasticsearch.Rebuild;

/// <summary>The pair of indices that will take over.</summary>
internal sealed class ElasticsearchRebuild(
    string cluster,
    int number,
    RebuildHeart heart,
    SearchClient client,
    IndexNames names,
    IndexSchema schema,
    BulkWriter writer,
    Action ended) : ISearchRebuild
{
    private bool _committed;
    private bool _ended;

    public ValueTask<BulkResult> BulkAsync(SearchBatch batch, CancellationToken cancellation) => writer.FillAsync(batch, cancellation);

    public async ValueTask CommitAsync(CancellationToken cancellation)
    {
        await RefreshAsync(cancellation);
        ImmutableArray<KnownIndex> old = [.. (await schema.Catalog.ListAsync(cancellation)).Where(index => index.Number != number && Leads(index))];
        try
        {
            await heart.MarkFilledAsync(cancellation);
            await TakeOverAsync(old, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // A lost answer: it may have been done all the same.
            if (!(await schema.Catalog.ListAsync(cancellation)).Any(index => index.Number == number && Leads(index)))
                throw new InvalidOperationException($"This rebuild of {cluster} has ended.", fault);
        }

        _committed = true;
        await EndAsync();
        // Not in the same step: while a node takes in a new state it still resolves the old index, whose shards would be gone already.
        foreach (int replaced in old.Select(index => index.Number).Distinct()) await schema.TryDropAsync(replaced);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended) return;
        await EndAsync();
        if (!_committed) await schema.TryDropAsync(number);
    }

    private async ValueTask EndAsync()
    {
        _ended = true;
        await heart.DisposeAsync();
        ended();
    }

    /// <summary>A document is seen here at the latest a refresh interval after it was written, as in the old index.</summary>
    private async ValueTask RefreshAsync(CancellationToken cancellation)
    {
        var response = await client.AdminAsync(SearchRequest.Post($"{names.Pair(number)}/_refresh"), cancellation);
        if (ElasticsearchJson.Read(response, ElasticsearchJson.Default.CountAnswer).Shards.Failed > 0)
            throw new ElasticsearchException(ElasticsearchFault.Unavailable, "A shard of the new index could not be refreshed.");
    }

    /// <summary>
    /// One cluster state: readers and writers of the old index are readers and writers of the new one. It happens only while
    /// the rebuild aliases still lead here, so of two rebuilds that each took the other for dead only one can.
    /// </summary>
    private async ValueTask TakeOverAsync(ImmutableArray<KnownIndex> old, CancellationToken cancellation)
    {
        using var actions = new AliasActions();
        foreach (var index in old)
        {
            foreach (string alias in index.Aliases) actions.Remove(index.Name, alias);
        }

        foreach (var kind in IndexNames.Kinds)
        {
            string index = names.Numbered(kind, number);
            actions.Remove(index, names.Rebuild(kind));
            actions.Add(index, names.Read(kind));
            actions.Add(index, names.Write(kind), isWriteIndex: true);
        }

        await client.AdminAsync(SearchRequest.Post("_aliases", actions.ToBody()), cancellation);
    }

    private bool Leads(KnownIndex index) => IndexNames.Kinds.Any(kind => index.Aliases.Contains(names.Read(kind)) || index.Aliases.Contains(names.Write(kind)));
}
