using MemberGrains.ChangeStream.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.InProcess;

/// <summary>What all partitions of one broker have in common.</summary>
internal sealed record PartitionSettings(
    string Center,
    InProcessBrokerOptions Options,
    TimeProvider Time,
    ChangeStreamMetrics Metrics,
    ILogger Logger);
