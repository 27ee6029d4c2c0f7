using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>
/// One search cluster, in the operations a keyword-only Elasticsearch has: bulk with external versions, get by id with
/// its routing, filtered and sorted scan.
/// </summary>
/// <remarks>
/// What was written is seen by gets and scans alike only after a refresh (every <see cref="RefreshInterval"/>, or asked
/// for): gets are not realtime, so that a page of documents written together is seen together. Every call may throw when
/// the cluster can not be reached; a write of unknown fate is simply written again.
/// </remarks>
public interface ISearchCluster
{
    /// <summary><c>search-primary</c>, <c>search-backup</c> or <c>search-marketing</c>.</summary>
    string Name { get; }

    /// <summary>A document written is seen at the latest after this time.</summary>
    TimeSpan RefreshInterval { get; }

    /// <summary>Writes what is newer than what is there.</summary>
    ValueTask<BulkResult> BulkAsync(SearchBatch batch, CancellationToken cancellation);

    /// <summary>Identity documents, each by its own routing, in the keys' order; null where there is none.</summary>
    ValueTask<ImmutableArray<Relation?>> GetIdentitiesAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation);

    /// <summary>Member documents, each by its own routing, in the ids' order; null where there is none.</summary>
    ValueTask<ImmutableArray<MemberTouch?>> GetMembersAsync(ImmutableArray<string> memberIds, CancellationToken cancellation);

    /// <summary>Identity documents that match, sorted. Asks every shard: for the marketing cluster.</summary>
    ValueTask<ImmutableArray<Relation>> ScanAsync(ScanRequest request, CancellationToken cancellation);

    /// <summary>Makes everything written so far visible now.</summary>
    ValueTask RefreshAsync(CancellationToken cancellation);

    /// <summary>How many documents are visible.</summary>
    ValueTask<SearchCounts> CountAsync(CancellationToken cancellation);

    /// <summary>
    /// Whether the index that serves was filled from the record by a rebuild, in this process or one before: what changed
    /// since then came, or waits, in the stream.
    /// </summary>
    ValueTask<bool> IsFilledAsync(CancellationToken cancellation);

    /// <summary>
    /// Starts an empty index beside the one that serves. From now on <see cref="BulkAsync"/> writes to both, so that live
    /// events are in whichever is read. One rebuild at a time.
    /// </summary>
    /// <exception cref="InvalidOperationException">A rebuild is under way.</exception>
    ValueTask<ISearchRebuild> BeginRebuildAsync(CancellationToken cancellation);
}
