using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class JobFences(Routing routing) : IJobFences
{
    public ValueTask<long?> AcquireAsync(string cluster, string job, string owner, TimeSpan lease, CancellationToken cancellation) =>
        routing.Of(cluster).Direct.WriteAsync(backend => backend.AcquireFenceAsync(job, owner, lease, cancellation));

    public async ValueTask ReleaseAsync(string cluster, string job, string owner, CancellationToken cancellation) =>
        await routing.Of(cluster).Direct.WriteAsync(async backend =>
        {
            await backend.ReleaseFenceAsync(job, owner, cancellation);
            return true;
        });
}
