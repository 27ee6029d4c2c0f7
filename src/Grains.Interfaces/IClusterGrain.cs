using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Interfaces;

/// <summary>What operators ask of the running cluster; one stateless grain, keyed <c>cluster</c>.</summary>
[Alias("mg.IClusterGrain")]
public interface IClusterGrain : IGrainWithStringKey
{
    /// <summary>Every silo known, sorted by id.</summary>
    [Alias("Silos")]
    Task<ImmutableArray<SiloItem>> SilosAsync(CancellationToken cancellation = default);

    /// <summary>Drains a silo: its grains move away without a failed call, then it stops.</summary>
    [Alias("Drain")]
    Task<DrainReply> DrainAsync(string siloId, bool force, CancellationToken cancellation = default);

    /// <summary>Where a slot lives.</summary>
    [Alias("PlaceOfSlot")]
    Task<PlaceItem> PlaceAsync(Slot slot, CancellationToken cancellation = default);

    /// <summary>Where an identity lives, and where its grain is active.</summary>
    [Alias("PlaceOfIdentity")]
    Task<PlaceItem> PlaceAsync(IdentityKey identity, CancellationToken cancellation = default);

    /// <summary>Operations that are not finished, oldest first; read from the index of unfinished rows, not from memory.</summary>
    [Alias("PendingOperations")]
    Task<ImmutableArray<PendingOperation>> PendingOperationsAsync(CancellationToken cancellation = default);
}
