using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Silo.Jobs;

/// <summary>
/// Has slots and caches follow a change of roles: every slot of the cluster gets a new epoch at the primary, so that
/// writes begun under the old role can not commit, and the caches of both centers begin new generations. Done again from
/// the start after a crash: an epoch too many costs a reload and nothing else.
/// </summary>
internal sealed class RoleJob(IGrainFactory grains, ISlotEpochs epochs, SlotMap slots, IEnumerable<IPrimaryDirectory> directories, ILogger<RoleJob> log) : IFencedJob
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    public string Name => "roles";

    public TimeSpan Pause => _pause;

    public async Task RunAsync(string cluster, long fence, CancellationToken cancellation)
    {
        var store = grains.GetGrain<IRolesGrain>(IRolesGrain.Key);
        var role = (await store.ReadAsync(cancellation)).Clusters.FirstOrDefault(known => known.Cluster == cluster);
        if (role is null || role.AppliedEpoch >= role.Epoch) return;
        // Before this process has followed, the epochs it can reach are the old primary's.
        if (directories.Any(directory => directory.PrimaryOf(cluster).Epoch < role.Epoch)) return;
        await AdvanceAsync(cluster, cancellation);
        foreach (string center in slots.Clusters.Select(known => known.HomeCenter).Distinct()) await ForgetCacheAsync(center, cancellation);
        await store.AppliedAsync(cluster, role.Epoch, cancellation);
        SiloLog.RoleApplied(log, cluster, role.Epoch);
    }

    private async Task AdvanceAsync(string cluster, CancellationToken cancellation)
    {
        for (short number = 0; number < Slot.Count; number++)
        {
            var slot = new Slot(number);
            if (slots.ClusterOf(slot).Id != cluster) continue;
            // False: another run has advanced it meanwhile, which is as good.
            await epochs.AdvanceAsync(slot, await epochs.ReadAsync(slot, cancellation), cancellation);
        }
    }

    private async Task ForgetCacheAsync(string center, CancellationToken cancellation)
    {
        var generations = grains.GetGrain<ICacheGenerationGrain>(center);
        var lease = await generations.LeaseAsync(cancellation);
        if (lease.Generation > 0) await generations.RetireAsync(lease.Generation, cancellation);
    }
}
