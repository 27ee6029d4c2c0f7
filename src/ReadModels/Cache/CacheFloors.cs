using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Cache;

/// <summary>
/// What a gateway does with a command's versions before its answer leaves: their floors are in its center's cache, or
/// the generation that does not have them is used by nobody any more.
/// </summary>
public sealed class CacheFloors(ICenterCache cache, CacheGenerationClient generations)
{
    /// <summary>Returns when no reader of this center can be answered from its cache with less than these versions.</summary>
    public async ValueTask RaiseAsync(ImmutableArray<IdentityVersion> versions, CancellationToken cancellation)
    {
        if (versions.IsEmpty) return;
        long generation = await generations.WaitUsableAsync(cancellation);
        if (await TryRaiseAsync(versions, generation, cancellation) && generations.IsUsable(generation)) return;
        await generations.RetireCurrentAsync(cancellation);
    }

    private async ValueTask<bool> TryRaiseAsync(ImmutableArray<IdentityVersion> versions, long generation, CancellationToken cancellation)
    {
        try
        {
            return await cache.RaiseFloorsAsync(versions, generation, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
