using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.ReadModels.Embedded.Cache;

/// <summary>
/// A share of a center's keys under one lock, of one generation at a time. Memory is bounded by a clock: the hand passes
/// over what was read since its last round and over what may not be forgotten.
/// </summary>
internal sealed class CacheStripe(CacheOptions options, long capacity)
{
    // A write pays for a bounded walk of the hand, also while everything is pinned.
    private const int MostLooks = 64;

    private readonly Dictionary<IdentityKey, int> _places = [];
    private readonly List<CachedKey> _clock = [];
    private CacheBirth _birth = CacheBirth.None;
    private long _size;
    private long _lastLease;
    private int _hand;

    public Lock Gate { get; } = new();

    public int Count => _clock.Count;

    public long Size => _size;

    /// <summary>Drops everything when the generation is a newer one than seen; false if it is an older one.</summary>
    public bool Enter(CacheBirth birth)
    {
        if (birth.Generation < _birth.Generation) return false;
        if (birth.Generation == _birth.Generation) return true;
        _birth = birth;
        _places.Clear();
        _clock.Clear();
        _size = 0;
        _hand = 0;
        return true;
    }

    public CacheRead Read(IdentityKey key, DateTimeOffset now)
    {
        var known = FindOrAdd(key, now);
        known.Referenced = true;
        if (known.HasValue(now)) return known.Hit!;
        if (known.IsLeased(now)) return MissOf(known, 0);
        known.Lease = ++_lastLease;
        known.LeaseUntil = now + options.FillLease;
        return MissOf(known, known.Lease);
    }

    public CacheEntry? Peek(IdentityKey key, DateTimeOffset now) =>
        _places.TryGetValue(key, out int place) && _clock[place].HasValue(now) ? _clock[place].Value : null;

    public bool Fill(IdentityKey key, long lease, CacheEntry entry, DateTimeOffset now)
    {
        if (lease == 0 || !_places.TryGetValue(key, out int place)) return false;
        var known = _clock[place];
        if (known.Lease != lease || !known.IsLeased(now)) return false;
        known.Lease = 0;
        if (entry.Version < known.Floor || known.Value?.Version > entry.Version || entry.NewestAt < _birth.At) return false;
        long before = known.Size;
        Store(known, entry, now);
        Resized(known, before, now);
        return true;
    }

    public bool PutIfNewer(IdentityKey key, CacheEntry entry, DateTimeOffset now)
    {
        var known = FindOrAdd(key, now);
        if (entry.Version < known.Floor || known.Value?.Version >= entry.Version) return false;
        bool usable = entry.NewestAt >= _birth.At && entry.NewestAt <= now;
        long before = known.Size;
        known.Raise(entry.Version, now + options.Lock);
        if (usable) Store(known, entry, now);
        Resized(known, before, now);
        return usable;
    }

    public bool Raise(IdentityKey key, long version, DateTimeOffset now)
    {
        var known = FindOrAdd(key, now);
        long before = known.Size;
        known.Raise(version, now + options.Lock);
        Resized(known, before, now);
        return true;
    }

    private CacheRead.Miss MissOf(CachedKey known, long lease) => new(known.Floor, lease) { NotBefore = _birth.At };

    private void Store(CachedKey known, CacheEntry entry, DateTimeOffset now)
    {
        known.Hit = new CacheRead.Hit(entry);
        known.ValueUntil = now + options.TimeToLive;
    }

    private void Resized(CachedKey known, long before, DateTimeOffset now)
    {
        _size += known.Size - before;
        Evict(now);
    }

    private CachedKey FindOrAdd(IdentityKey key, DateTimeOffset now)
    {
        if (_places.TryGetValue(key, out int place)) return _clock[place];
        Evict(now);
        var added = new CachedKey(key);
        _places.Add(key, _clock.Count);
        _clock.Add(added);
        _size += added.Size;
        return added;
    }

    private void Evict(DateTimeOffset now)
    {
        for (int look = 0; _size > capacity && look < MostLooks && _clock.Count > 0; look++)
        {
            if (_hand >= _clock.Count) _hand = 0;
            var candidate = _clock[_hand];
            if (candidate.IsPinned(now)) _hand++;
            else if (candidate.Referenced) (candidate.Referenced, _hand) = (false, _hand + 1);
            else Remove(_hand);
        }
    }

    private void Remove(int place)
    {
        var gone = _clock[place];
        var last = _clock[^1];
        _clock[place] = last;
        _places[last.Key] = place;
        _places.Remove(gone.Key);
        _clock.RemoveAt(_clock.Count - 1);
        _size -= gone.Size;
    }
}
