using System.Collections.Immutable;
using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>
/// Publishes the outbox of one physical cluster to the brokers of both centers and deletes what both have confirmed; what
/// a center that is out has not confirmed moves to its backlog, and is published from there. A fenced job: whoever holds the cluster's fence runs it, and every deletion is conditional on the fence.
/// </summary>
public sealed class OutboxRelay(
    string cluster,
    IOutbox outbox,
    ICenterBacklogs backlogs,
    IEnumerable<IChangeBroker> brokers,
    RelayOptions options,
    TimeProvider time,
    ChangeStreamMetrics metrics,
    ILogger<OutboxRelay> logger)
{
    private readonly ImmutableArray<IChangeBroker> _brokers = [.. brokers];

    /// <summary>The physical cluster whose outbox it publishes.</summary>
    public string Cluster => cluster;

    /// <summary>
    /// Relays until <paramref name="cancellation"/> (returns) or until the fence is another's (returns). Faults of store
    /// and brokers are logged, waited out and tried again.
    /// </summary>
    public async Task RunAsync(long fence, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var session = new RelaySession(new RelayContext(cluster, fence, outbox, backlogs, options, time, metrics, logger), _brokers, stopping.Token);
        try
        {
            while (await session.StepAsync())
            {
            }

            logger.FenceLost(cluster, fence);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            stopping.Cancel();
            await session.DrainAsync();
            metrics.Backlogs.Forget(cluster);
        }
    }
}
