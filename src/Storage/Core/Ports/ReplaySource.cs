using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class ReplaySource(Routing routing) : IReplaySource
{
    public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) =>
        routing.Of(slot).Direct.ReadAsync(backend => backend.ScanAsync(slot, after, limit, cancellation));

    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) =>
        routing.Of(slot).Direct.ReadAsync(backend => backend.ScanHistoryAsync(slot, afterKey, afterVersion, limit, cancellation));

    public ValueTask<HistoryEntry?> FindAsync(IdentityKey identity, long version, CancellationToken cancellation) =>
        routing.Of(identity).Direct.ReadAsync(backend => backend.FindVersionAsync(identity, version, cancellation));
}
