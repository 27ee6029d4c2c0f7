using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class Outbox(Routing routing) : IOutbox
{
    public ValueTask<ImmutableArray<OutboxItem>> ReadAsync(string cluster, OutboxRange known, int limit, CancellationToken cancellation) =>
        routing.Of(cluster).Direct.ReadAsync(backend => backend.ReadOutboxAsync(known, limit, cancellation));

    public ValueTask<bool> DeleteAsync(string cluster, ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        routing.Of(cluster).Direct.WriteAsync(backend => backend.DeleteOutboxAsync(ids, fence, cancellation));

    public async ValueTask<PublishedThrough?> PublishedThroughAsync(string cluster, CancellationToken cancellation)
    {
        try
        {
            return await routing.Of(cluster).Direct.ReadAsync(backend => backend.PublishedThroughAsync(cancellation));
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    public ValueTask WaitForItemsAsync(string cluster, TimeSpan atMost, CancellationToken cancellation) =>
        routing.Of(cluster).Signal.WaitAsync(atMost, cancellation);
}
