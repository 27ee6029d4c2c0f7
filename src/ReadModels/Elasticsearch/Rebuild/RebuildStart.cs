using System.Collections.Immutable;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;

namespace MemberGrains.ReadModels.Elasticsearch.Rebuild;

/// <summary>
/// Makes the pair of indices that a rebuild fills, and drops what dead ones left. When it returns, every node knows the
/// rebuild aliases, so every write that begins from now on goes to both.
/// </summary>
internal sealed class RebuildStart(string cluster, SearchClient client, IndexNames names, IndexSchema schema, TimeSpan lease, TimeProvider time)
{
    private const int LooksPerLease = 8;

    /// <summary>The rebuild's counter, and its heart, beating.</summary>
    /// <exception cref="InvalidOperationException">Another one lives.</exception>
    public async ValueTask<(int Number, RebuildHeart Heart)> BeginAsync(CancellationToken cancellation)
    {
        var known = await schema.Catalog.ListAsync(cancellation);
        ImmutableArray<KnownIndex> left = [.. known.Where(index => !IndexNames.Kinds.Any(kind => index.Aliases.Contains(names.Read(kind))))];
        if (!left.IsEmpty) await RefuseWhileAliveAsync(left, cancellation);
        await schema.PutTemplatesAsync(cancellation);
        // Above all that were seen: whoever saw the same ones gets the same number, and only one of them the index.
        int number = known.Select(index => index.Number).DefaultIfEmpty().Max() + 1;
        await CreateAsync(DocumentKind.Identity, number, cancellation);
        var heart = new RebuildHeart(client, names.Numbered(DocumentKind.Identity, number), lease, time);
        try
        {
            await CreateAsync(DocumentKind.Member, number, cancellation);
            await AnnounceAsync(number, left, cancellation);
            return (number, heart);
        }
        catch
        {
            await heart.DisposeAsync();
            await schema.TryDropAsync(number);
            throw;
        }
    }

    private async ValueTask RefuseWhileAliveAsync(ImmutableArray<KnownIndex> left, CancellationToken cancellation)
    {
        string[] watched = [.. left.Select(index => names.Numbered(DocumentKind.Identity, index.Number)).Distinct()];
        var first = await BeatsAsync(watched, cancellation);
        for (int look = 0; look < LooksPerLease; look++)
        {
            await Task.Delay(lease / LooksPerLease, time, cancellation);
            if (!(await BeatsAsync(watched, cancellation)).SequenceEqual(first)) throw UnderWay();
        }
    }

    private async ValueTask<long[]> BeatsAsync(string[] indices, CancellationToken cancellation)
    {
        long[] beats = new long[indices.Length];
        for (int i = 0; i < indices.Length; i++) beats[i] = (await schema.Catalog.MetaAsync(indices[i], cancellation))?.Beat ?? -1;
        return beats;
    }

    private async ValueTask CreateAsync(DocumentKind kind, int number, CancellationToken cancellation)
    {
        if (!await schema.TryCreateAsync(names.Numbered(kind, number), "{}"u8.ToArray(), cancellation)) throw UnderWay();
    }

    private async ValueTask AnnounceAsync(int number, ImmutableArray<KnownIndex> left, CancellationToken cancellation)
    {
        using var actions = new AliasActions();
        foreach (var kind in IndexNames.Kinds) actions.Add(names.Numbered(kind, number), names.Rebuild(kind));
        foreach (var index in left) actions.RemoveIndex(index.Name);
        var response = await client.AdminAsync(SearchRequest.Post("_aliases", actions.ToBody()), cancellation);
        // A node that does not know the alias would write to the old index alone, and nobody would copy that.
        if (!ElasticsearchJson.Read(response, root => root.GetProperty("acknowledged").GetBoolean()))
            throw new ElasticsearchException(ElasticsearchFault.Unavailable, "Not every node has learnt of the rebuild.");
    }

    private InvalidOperationException UnderWay() => new($"{cluster} is being rebuilt already.");
}
