using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Cache;

/// <summary>
/// The cache of one center. Keys carry a generation; a version floor outlives the value it invalidates by the lock time
/// (at least 2 s), so that no slow fill can resurrect an older one.
/// </summary>
/// <remarks>
/// A generation starts empty and forgets the floors of those before. So it takes no value that was the newest only
/// before its birth (<see cref="CacheEntry.NewestAt"/>): such a one leaves its version as a floor and nothing to hit.
/// </remarks>
public interface ICenterCache
{
    /// <summary><c>a</c> or <c>b</c>.</summary>
    string Center { get; }

    /// <summary>Reads one key; a miss tries to take the fill lease.</summary>
    ValueTask<CacheRead> ReadAsync(IdentityKey key, long generation, CancellationToken cancellation);

    /// <summary>
    /// Looks without taking a lease or counting a hit: for checkers. Null if there is nothing, or another generation.
    /// </summary>
    ValueTask<CacheEntry?> PeekAsync(IdentityKey key, long generation, CancellationToken cancellation);

    /// <summary>Fills after a miss: only under its lease, and only if no newer floor or value has come. True if taken.</summary>
    ValueTask<bool> FillAsync(IdentityKey key, long generation, long lease, CacheEntry entry, CancellationToken cancellation);

    /// <summary>The projector's write: taken if newer than the value is and no older than the floor.</summary>
    ValueTask<bool> PutIfNewerAsync(IdentityKey key, long generation, CacheEntry entry, CancellationToken cancellation);

    /// <summary>
    /// Raises floors: values below them are gone, their fill leases end, and for the lock time nothing older is taken.
    /// False if the cache could not take all of them: the generation must be retired before anyone is told of the write.
    /// </summary>
    ValueTask<bool> RaiseFloorsAsync(ImmutableArray<IdentityVersion> floors, long generation, CancellationToken cancellation);
}
