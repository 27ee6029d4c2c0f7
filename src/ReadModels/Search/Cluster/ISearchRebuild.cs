namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>An index that is being filled. Disposing it without a commit drops it; the old one serves on.</summary>
public interface ISearchRebuild : IAsyncDisposable
{
    /// <summary>Writes into the new index only.</summary>
    ValueTask<BulkResult> BulkAsync(SearchBatch batch, CancellationToken cancellation);

    /// <summary>Refreshes the new index and has it serve from now on; the old one is dropped. Readers see no gap.</summary>
    ValueTask CommitAsync(CancellationToken cancellation);
}
