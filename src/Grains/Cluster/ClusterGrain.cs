using System.Collections.Immutable;
using System.Globalization;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Slots;
using Orleans.Concurrency;

namespace MemberGrains.Grains.Cluster;

/// <summary>Answers operators from where the truth is: the silos' host, the slot map, the index of unfinished rows.</summary>
[StatelessWorker]
internal sealed class ClusterGrain(ISiloControl control, SlotMap slots, PendingOperations pending) : Grain, IClusterGrain
{
    /// <inheritdoc/>
    public Task<ImmutableArray<SiloItem>> SilosAsync(CancellationToken cancellation = default) => control.SilosAsync();

    /// <inheritdoc/>
    public async Task<DrainReply> DrainAsync(string siloId, bool force, CancellationToken cancellation = default)
    {
        var before = (await control.SilosAsync()).FirstOrDefault(silo => silo.Id == siloId);
        if (before is null) return new DrainReply.Unknown();
        if (!control.BeginDrain(siloId, force)) return new DrainReply.LastSilo();
        var now = (await control.SilosAsync()).First(silo => silo.Id == siloId);

        // The count from before: how many are about to move is what the operator wants to see.
        return new DrainReply.Accepted(now with { Activations = before.Activations });
    }

    /// <inheritdoc/>
    public Task<PlaceItem> PlaceAsync(Slot slot, CancellationToken cancellation = default) => Task.FromResult(Place(slot, null));

    /// <inheritdoc/>
    public async Task<PlaceItem> PlaceAsync(IdentityKey identity, CancellationToken cancellation = default) =>
        Place(Slot.Of(identity), await control.SiloOfAsync(identity));

    /// <inheritdoc/>
    public Task<ImmutableArray<PendingOperation>> PendingOperationsAsync(CancellationToken cancellation = default) =>
        pending.ReadAsync(cancellation);

    private PlaceItem Place(Slot slot, string? silo)
    {
        var cluster = slots.ClusterOf(slot);
        return new PlaceItem(slot.Number, cluster.Id, string.Create(CultureInfo.InvariantCulture, $"member_identity_{slot}"), cluster.HomeCenter, silo);
    }
}
