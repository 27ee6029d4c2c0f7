using MemberGrains.ChangeStream.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>What all consumers of one broker have in common.</summary>
internal sealed record ConsumerParts(
    string Center,
    Func<string, BrokerConnection> Connect,
    Topology Topology,
    StreamNames Names,
    DeadLetterWriter DeadLetters,
    RabbitMqOptions Options,
    TimeProvider Time,
    ChangeStreamMetrics Metrics,
    ILogger Logger);
