using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Relay;

namespace MemberGrains.Silo.Jobs;

/// <summary>Publishes a physical cluster's outbox for as long as this silo has its fence.</summary>
internal sealed class RelayJob(OutboxRelays relays) : IFencedJob
{
    /// <summary>A relay that ended early lost its fence or its silo; there is nothing to wait for.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(100);

    public string Name => OutboxRelayJob.Name;

    public TimeSpan Pause => _again;

    public Task RunAsync(string cluster, long fence, CancellationToken cancellation) => relays.Of(cluster).RunAsync(fence, cancellation);
}
