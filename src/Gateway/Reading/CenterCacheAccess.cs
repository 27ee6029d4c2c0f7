using MemberGrains.Gateway.Http;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.Gateway.Reading;

/// <summary>The center's cache as this gateway may use it: under a generation lease, with staleness told, never failing a read.</summary>
internal sealed class CenterCacheAccess(
    ICenterCache cache,
    CacheGenerationClient generations,
    IStreamProgress progress,
    TimeProvider time,
    ILogger<CenterCacheAccess> log)
{
    /// <summary>Looks a key up.</summary>
    public async ValueTask<CacheLook> LookAsync(IdentityKey key, CancellationToken cancellation)
    {
        try
        {
            long generation = generations.Usable;
            // Read before the value: a change applied in between must not make an older value look as new.
            var appliedThrough = progress.AppliedThrough(Slot.Of(key));
            var read = await cache.ReadAsync(key, generation, cancellation);
            // A lease that ran out meanwhile: a newer generation may have floors that this one lacks.
            if (!generations.IsUsable(generation)) return default;
            switch (read)
            {
                case CacheRead.Hit(var entry):
                    return new CacheLook(entry, StalenessMs(entry, appliedThrough), entry.Version, generation, 0);
                case CacheRead.Miss(var floor, var lease) miss:
                    return new CacheLook(null, 0, floor, generation, lease) { NotBefore = miss.NotBefore };
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.CacheFailed(fault, "read");
        }

        return default;
    }

    /// <summary>Keeps what another source answered: under the look's lease, or as a newer value than the look showed.</summary>
    public async ValueTask FillAsync(IdentityKey key, CacheLook look, CacheEntry entry, CancellationToken cancellation)
    {
        if (look.IsBypassed) return;
        try
        {
            if (look.Lease != 0) await cache.FillAsync(key, look.Generation, look.Lease, entry, cancellation);
            else if (look.Entry is not null && entry.Version > look.Entry.Version) await cache.PutIfNewerAsync(key, look.Generation, entry, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.CacheFailed(fault, "fill");
        }
    }

    private long StalenessMs(CacheEntry entry, DateTimeOffset? appliedThrough)
    {
        var newestAt = appliedThrough > entry.NewestAt ? appliedThrough.Value : entry.NewestAt;
        return Staleness.Since(newestAt, time.GetUtcNow());
    }
}
