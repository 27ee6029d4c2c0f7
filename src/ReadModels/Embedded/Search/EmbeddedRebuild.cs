using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Embedded.Search;

/// <summary>The index that will take over.</summary>
internal sealed class EmbeddedRebuild(EmbeddedSearchCluster cluster, EmbeddedIndex building) : ISearchRebuild
{
    public ValueTask<BulkResult> BulkAsync(SearchBatch batch, CancellationToken cancellation) => new(building.Write(batch));

    public ValueTask CommitAsync(CancellationToken cancellation)
    {
        cluster.Serve(building);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        cluster.Drop(building);
        return ValueTask.CompletedTask;
    }
}
