using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class IdentityHistory(Routing routing) : IIdentityHistory
{
    public ValueTask<ImmutableArray<HistoryEntry>> ReadAsync(IdentityKey key, long? before, int limit, CancellationToken cancellation) =>
        routing.Of(key).Direct.ReadAsync(backend => backend.ReadHistoryAsync(key, before, limit, cancellation));

    public ValueTask<HistoryEntry?> FindAsOfAsync(IdentityKey key, DateTimeOffset time, CancellationToken cancellation) =>
        routing.Of(key).Direct.ReadAsync(backend => backend.FindAsOfAsync(key, time, cancellation));

    public ValueTask<HistoryEntry?> FindOperationAsync(IdentityKey key, string operationId, CancellationToken cancellation) =>
        routing.Of(key).Direct.ReadAsync(backend => backend.FindOperationAsync(key, operationId, cancellation));

    public ValueTask<DecidedChange?> FindDecisionAsync(Slot slot, string operationId, CancellationToken cancellation) =>
        routing.Of(slot).Direct.ReadAsync(backend => backend.FindDecisionAsync(slot, operationId, cancellation));
}
