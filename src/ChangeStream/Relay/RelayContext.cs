using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>What one run of a relay works with.</summary>
internal sealed record RelayContext(
    string Cluster,
    long Fence,
    IOutbox Outbox,
    ICenterBacklogs Backlogs,
    RelayOptions Options,
    TimeProvider Time,
    ChangeStreamMetrics Metrics,
    ILogger Logger);
