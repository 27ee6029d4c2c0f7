using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Rebuild;

/// <summary>Where documents made from the record go: an index that serves, or one that is being built.</summary>
public delegate ValueTask<BulkResult> DocumentSink(SearchBatch batch, CancellationToken cancellation);
