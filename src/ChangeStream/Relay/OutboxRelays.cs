using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>Makes the relay of each physical cluster; the job that holds the cluster's fence runs it.</summary>
public sealed class OutboxRelays(
    IOutbox outbox,
    ICenterBacklogs backlogs,
    IEnumerable<IChangeBroker> brokers,
    IOptions<RelayOptions> options,
    TimeProvider time,
    ChangeStreamMetrics metrics,
    ILogger<OutboxRelay> logger)
{
    /// <summary>A relay for a cluster's outbox.</summary>
    public OutboxRelay Of(string cluster) => new(cluster, outbox, backlogs, brokers, options.Value, time, metrics, logger);
}
