using System.Collections.Immutable;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>What one transaction of a physical cluster carries.</summary>
/// <param name="Commits">Row writes, in the order to apply them; each was checked by <see cref="Core.CommitRules"/>.</param>
/// <param name="Finished">Decided operations to take out of the index of unfinished rows.</param>
public sealed record CommitBatch(ImmutableArray<RowCommit> Commits, ImmutableArray<FinishedOperation> Finished);
