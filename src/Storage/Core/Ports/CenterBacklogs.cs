using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class CenterBacklogs(Routing routing) : ICenterBacklogs
{
    public ValueTask<bool> MarkOutAsync(string cluster, string center, long fence, CancellationToken cancellation) =>
        WriteAsync(cluster, backend => backend.MarkOutAsync(center, fence, cancellation));

    public async ValueTask HoldAsync(string cluster, string center, bool held, CancellationToken cancellation) =>
        await WriteAsync(cluster, async backend =>
        {
            await backend.HoldAsync(center, held, cancellation);
            return true;
        });

    public ValueTask<bool> MoveAsync(string cluster, string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        WriteAsync(cluster, backend => backend.MoveToBacklogAsync(center, ids, fence, cancellation));

    public ValueTask<ImmutableArray<OutboxItem>> ReadAsync(string cluster, string center, int limit, CancellationToken cancellation) =>
        routing.Of(cluster).Direct.ReadAsync(backend => backend.ReadBacklogAsync(center, limit, cancellation));

    public ValueTask<bool> DeleteAsync(string cluster, string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        WriteAsync(cluster, backend => backend.DeleteBacklogAsync(center, ids, fence, cancellation));

    public ValueTask<bool> ReturnAsync(string cluster, string center, long fence, CancellationToken cancellation) =>
        WriteAsync(cluster, backend => backend.ReturnAsync(center, fence, cancellation));

    private ValueTask<bool> WriteAsync(string cluster, Func<IClusterBackend, ValueTask<bool>> call) =>
        routing.Of(cluster).Direct.WriteAsync(call);
}
