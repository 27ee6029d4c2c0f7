using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.ReadModels.Embedded.Cache;

/// <summary>All that is known of one key: its value, the floor below it, and who may fill it.</summary>
internal sealed class CachedKey(IdentityKey key)
{
    // The object, its place in the dictionary and in the clock, the key's text.
    private const int Overhead = 200;

    public IdentityKey Key => key;

    /// <summary>The value, as it is answered.</summary>
    public CacheRead.Hit? Hit { get; set; }

    public CacheEntry? Value => Hit?.Entry;

    public DateTimeOffset ValueUntil { get; set; }

    public long Floor { get; set; }

    public DateTimeOffset FloorUntil { get; set; }

    public long Lease { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>Read since the clock's hand last passed.</summary>
    public bool Referenced { get; set; }

    public long Size => Overhead + (2 * key.Text.Length) + (Value?.RelationJson.Length ?? 0);

    /// <summary>A floor under its lock, or a lease that stands on a floor, must not be forgotten.</summary>
    public bool IsPinned(DateTimeOffset now) => now < FloorUntil || IsLeased(now);

    public bool IsLeased(DateTimeOffset now) => Lease != 0 && now < LeaseUntil;

    public bool HasValue(DateTimeOffset now) => Value is not null && now < ValueUntil;

    /// <summary>
    /// Raises the floor and ends the fill lease: whoever holds it may have read before this version. A repeat of the
    /// same version renews the lock, for it may speak of a read that began since.
    /// </summary>
    public void Raise(long version, DateTimeOffset until)
    {
        if (version < Floor) return;
        Floor = version;
        FloorUntil = until;
        Lease = 0;
        if (Value is { } value && value.Version < version) Hit = null;
    }
}
