using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Tests.World;

/// <summary>A search cluster that can be out.</summary>
internal sealed class OutageCluster(ISearchCluster inner) : ISearchCluster
{
    public bool IsOut { get; set; }

    public bool IsOutForGets { get; set; }

    public string Name => inner.Name;

    public TimeSpan RefreshInterval => inner.RefreshInterval;

    private ISearchCluster ForGets => IsOutForGets ? throw new IOException($"{Name} is out for gets.") : Inner;

    private ISearchCluster Inner => IsOut ? throw new IOException($"{Name} is out.") : inner;

    public ValueTask<BulkResult> BulkAsync(SearchBatch batch, CancellationToken cancellation) => Inner.BulkAsync(batch, cancellation);

    public ValueTask<ImmutableArray<Relation?>> GetIdentitiesAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation) => ForGets.GetIdentitiesAsync(keys, cancellation);

    public ValueTask<ImmutableArray<MemberTouch?>> GetMembersAsync(ImmutableArray<string> memberIds, CancellationToken cancellation) => ForGets.GetMembersAsync(memberIds, cancellation);

    public ValueTask<ImmutableArray<Relation>> ScanAsync(ScanRequest request, CancellationToken cancellation) => Inner.ScanAsync(request, cancellation);

    public ValueTask RefreshAsync(CancellationToken cancellation) => Inner.RefreshAsync(cancellation);

    public ValueTask<SearchCounts> CountAsync(CancellationToken cancellation) => Inner.CountAsync(cancellation);

    public ValueTask<bool> IsFilledAsync(CancellationToken cancellation) => Inner.IsFilledAsync(cancellation);

    public ValueTask<ISearchRebuild> BeginRebuildAsync(CancellationToken cancellation) => Inner.BeginRebuildAsync(cancellation);
}
