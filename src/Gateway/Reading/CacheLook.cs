using MemberGrains.ReadModels.Cache;

namespace MemberGrains.Gateway.Reading;

/// <summary>What the center's cache showed of a key, under which generation.</summary>
/// <param name="Entry">The value; null for none.</param>
/// <param name="StalenessMs">Of the value, rounded up, at least 1.</param>
/// <param name="Floor">No bounded answer may be older than this version.</param>
/// <param name="Generation">0: the cache may not be used, so floors are not known.</param>
/// <param name="Lease">Leave to fill the key; 0 for none.</param>
internal readonly record struct CacheLook(CacheEntry? Entry, long StalenessMs, long Floor, long Generation, long Lease)
{
    /// <summary>After a miss: a source that shows an earlier time than this may not answer a bounded read, for floors of that time are forgotten.</summary>
    public DateTimeOffset NotBefore { get; init; }

    public bool IsBypassed => Generation == 0;
}
