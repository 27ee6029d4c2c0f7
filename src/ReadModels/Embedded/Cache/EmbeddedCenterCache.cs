using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Diagnostics;

namespace MemberGrains.ReadModels.Embedded.Cache;

/// <summary>A center's cache in memory. What Redis does in one Lua call, it does under the lock of the key's stripe.</summary>
public sealed class EmbeddedCenterCache : ICenterCache
{
    private const int Stripes = 64;

    private readonly Lock _gate = new();
    private readonly CacheStripe[] _stripes;
    private readonly TimeProvider _time;
    private readonly ReadModelMetrics _metrics;
    private volatile CacheBirth _birth = CacheBirth.None;

    /// <param name="center">Its center.</param>
    /// <param name="options">Times and capacity.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="metrics">What it counts in.</param>
    public EmbeddedCenterCache(string center, CacheOptions options, TimeProvider time, ReadModelMetrics metrics)
    {
        Center = center;
        _time = time;
        _metrics = metrics;
        _stripes = new CacheStripe[Stripes];
        for (int i = 0; i < Stripes; i++) _stripes[i] = new CacheStripe(options, options.Capacity / Stripes);
    }

    /// <inheritdoc/>
    public string Center { get; }

    /// <summary>Keys it holds now, floors without a value included.</summary>
    public long Count => Sum(static stripe => stripe.Count);

    /// <summary>Bytes it holds now.</summary>
    public long Size => Sum(static stripe => stripe.Size);

    /// <inheritdoc/>
    public ValueTask<CacheRead> ReadAsync(IdentityKey key, long generation, CancellationToken cancellation)
    {
        // Written out for the hottest call: a hit allocates nothing.
        var now = _time.GetUtcNow();
        CacheRead read = CacheRead.Bypassed.Instance;
        if (BirthOf(generation, now) is { } birth)
        {
            var stripe = StripeOf(key);
            lock (stripe.Gate)
            {
                if (stripe.Enter(birth)) read = stripe.Read(key, now);
            }
        }

        _metrics.CacheRead(Center, read);
        return new ValueTask<CacheRead>(read);
    }

    /// <inheritdoc/>
    public ValueTask<CacheEntry?> PeekAsync(IdentityKey key, long generation, CancellationToken cancellation) =>
        new(Use<CacheEntry?>(key, generation, null, (stripe, now) => stripe.Peek(key, now)));

    /// <inheritdoc/>
    public ValueTask<bool> FillAsync(IdentityKey key, long generation, long lease, CacheEntry entry, CancellationToken cancellation)
    {
        bool taken = Use(key, generation, false, (stripe, now) => stripe.Fill(key, lease, entry, now));
        _metrics.CacheFill(Center, taken);
        return new ValueTask<bool>(taken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> PutIfNewerAsync(IdentityKey key, long generation, CacheEntry entry, CancellationToken cancellation) =>
        new(Use(key, generation, false, (stripe, now) => stripe.PutIfNewer(key, entry, now)));

    /// <inheritdoc/>
    public ValueTask<bool> RaiseFloorsAsync(ImmutableArray<IdentityVersion> floors, long generation, CancellationToken cancellation)
    {
        bool all = true;
        foreach (var floor in floors)
            all &= Use(floor.Identity, generation, false, (stripe, now) => stripe.Raise(floor.Identity, floor.Version, now));
        _metrics.FloorsRaised(Center, floors.Length, all);
        return new ValueTask<bool>(all);
    }

    private T Use<T>(IdentityKey key, long generation, T refused, Func<CacheStripe, DateTimeOffset, T> use)
    {
        var now = _time.GetUtcNow();
        if (BirthOf(generation, now) is not { } birth) return refused;
        var stripe = StripeOf(key);
        lock (stripe.Gate) return stripe.Enter(birth) ? use(stripe, now) : refused;
    }

    private CacheStripe StripeOf(IdentityKey key) => _stripes[Slot.Of(key).Number % Stripes];

    /// <summary>Null for no generation, and for one that a newer has replaced.</summary>
    private CacheBirth? BirthOf(long generation, DateTimeOffset now)
    {
        var known = _birth;
        if (generation <= 0) return null;
        if (generation == known.Generation) return known;
        lock (_gate)
        {
            if (generation > _birth.Generation) _birth = new CacheBirth(generation, now);
            return generation == _birth.Generation ? _birth : null;
        }
    }

    private long Sum(Func<CacheStripe, long> of)
    {
        long sum = 0;
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate) sum += of(stripe);
        }

        return sum;
    }
}
