using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Search;

namespace MemberGrains.Gateway.Hosting;

/// <summary>
/// A center without read models: its cache is bypassed, its search is down, and every read goes to the record. Slower,
/// never wrong.
/// </summary>
internal sealed class RecordOnly(string center) : ICenterCache, IMemberSearch, IReadModelStatus, IStreamProgress
{
    public string Center => center;

    public ValueTask<CacheRead> ReadAsync(IdentityKey key, long generation, CancellationToken cancellation) => new(new CacheRead.Bypassed());

    public ValueTask<CacheEntry?> PeekAsync(IdentityKey key, long generation, CancellationToken cancellation) => new((CacheEntry?)null);

    public ValueTask<bool> FillAsync(IdentityKey key, long generation, long lease, CacheEntry entry, CancellationToken cancellation) => new(false);

    public ValueTask<bool> PutIfNewerAsync(IdentityKey key, long generation, CacheEntry entry, CancellationToken cancellation) => new(false);

    /// <summary>True: nobody in this center reads a cache, so nobody can be shown less than these floors.</summary>
    public ValueTask<bool> RaiseFloorsAsync(ImmutableArray<IdentityVersion> floors, long generation, CancellationToken cancellation) => new(true);

    public ValueTask<SearchAnswer<ImmutableArray<Relation?>>> FindIdentitiesAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation) => throw Down();

    public ValueTask<SearchAnswer<MemberView?>> FindMemberAsync(string memberId, CancellationToken cancellation) => throw Down();

    public ValueTask<SearchAnswer<MemberPage>> SearchAsync(MemberQuery query, CancellationToken cancellation) => throw Down();

    public IReadOnlyList<ReadModelItem> Items() => [];

    public DateTimeOffset? AppliedThrough(Slot slot) => null;

    private SearchUnavailableException Down() => new($"Center {center} has no search.");
}
