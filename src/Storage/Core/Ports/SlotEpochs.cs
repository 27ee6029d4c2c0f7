using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class SlotEpochs(Routing routing) : ISlotEpochs
{
    public ValueTask<long> ReadAsync(Slot slot, CancellationToken cancellation) =>
        routing.Of(slot).Direct.ReadAsync(backend => backend.ReadEpochAsync(slot, cancellation));

    public ValueTask<bool> AdvanceAsync(Slot slot, long expected, CancellationToken cancellation) =>
        routing.Of(slot).Direct.WriteAsync(backend => backend.AdvanceEpochAsync(slot, expected, cancellation));
}
