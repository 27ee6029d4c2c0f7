using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Gateway.Config;

/// <summary>
/// Before the gateway serves: its slots must lie in the clusters where the cluster's recorded map has them, or it would
/// take one cluster's news for another's and call stale what is fresh, or the other way round.
/// </summary>
internal sealed class SlotMapCheck(IStreamClusters mine, IGrainFactory grains) : IHostedService
{
    /// <exception cref="InvalidOperationException">They do not; the gateway does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var recorded = await grains.GetGrain<ISlotMapGrain>(ISlotMapGrain.Key).ReadAsync(cancellationToken);
        foreach (var range in recorded.Ranges)
        {
            for (int slot = range.FirstSlot; slot <= range.LastSlot; slot++)
            {
                if (mine.ClusterOf(new Slot((short)slot)) is var cluster && cluster != range.Cluster)
                    throw new InvalidOperationException($"Slot {slot} is in cluster {range.Cluster}; this gateway's configuration has it in {cluster}. It does not start.");
            }
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
