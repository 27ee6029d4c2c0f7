using System.Collections.Immutable;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class UnfinishedIndex(Routing routing) : IUnfinishedIndex
{
    public ValueTask<ImmutableArray<UnfinishedRow>> ReadAsync(string cluster, DateTimeOffset since, int limit, CancellationToken cancellation) =>
        routing.Of(cluster).Direct.ReadAsync(backend => backend.ReadUnfinishedAsync(since, limit, cancellation));

    public ValueTask<ImmutableArray<UnfinishedRow>> FindAsync(string cluster, string operationId, CancellationToken cancellation) =>
        routing.Of(cluster).Direct.ReadAsync(backend => backend.FindUnfinishedAsync(operationId, cancellation));
}
