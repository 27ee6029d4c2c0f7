using System.Collections.Immutable;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Rebuild;

/// <summary>
/// Fills search clusters from the shards while they serve: each gets a new index beside the old one, live events go to
/// both, and the new one takes over when it is complete. The clusters share one pass over the record.
/// </summary>
public sealed class SearchRebuilder(SearchFill fill, TimeProvider time, ILogger<SearchRebuilder> logger)
{
    /// <summary>Rebuilds those that hold nothing yet; an index that outlived the process serves on.</summary>
    public async ValueTask FillEmptyAsync(ImmutableArray<SearchModel> models, CancellationToken cancellation)
    {
        var empty = ImmutableArray.CreateBuilder<SearchModel>();
        foreach (var model in models)
        {
            if (await model.Cluster.IsFilledAsync(cancellation)) model.Health.MarkFilled();
            else empty.Add(model);
        }

        if (empty.Count > 0) await RebuildAsync(empty.ToImmutable(), cancellation);
    }

    /// <summary>Rebuilds; returns what the new indexes hold. The projections must be subscribed, or what changes meanwhile is missed.</summary>
    /// <exception cref="InvalidOperationException">One of them is being rebuilt already; none is changed.</exception>
    public async ValueTask<SearchCounts> RebuildAsync(ImmutableArray<SearchModel> models, CancellationToken cancellation)
    {
        long started = time.GetTimestamp();
        var rebuilds = new List<ISearchRebuild>();
        try
        {
            foreach (var model in models) rebuilds.Add(await model.Cluster.BeginRebuildAsync(cancellation));
            await fill.FillAsync([.. rebuilds.Select(rebuild => (DocumentSink)rebuild.BulkAsync)], cancellation);
            foreach (var rebuild in rebuilds) await rebuild.CommitAsync(cancellation);
        }
        finally
        {
            foreach (var rebuild in rebuilds) await rebuild.DisposeAsync();
        }

        foreach (var model in models) model.Health.MarkFilled();
        var counts = await models[0].Cluster.CountAsync(cancellation);
        var took = time.GetElapsedTime(started);
        logger.Filled(counts.Identities, counts.Members, took);
        return counts;
    }
}
