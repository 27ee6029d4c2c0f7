using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Port;

/// <summary>The role epoch of each slot; advanced when the slot changes its primary or its cluster.</summary>
public interface ISlotEpochs
{
    /// <summary>The slot's epoch; the first is 1.</summary>
    ValueTask<long> ReadAsync(Slot slot, CancellationToken cancellation);

    /// <summary>
    /// Advances the epoch by one if it is <paramref name="expected"/>; false if it is another. When this has returned, no
    /// write that expects the old epoch can commit.
    /// </summary>
    ValueTask<bool> AdvanceAsync(Slot slot, long expected, CancellationToken cancellation);
}
