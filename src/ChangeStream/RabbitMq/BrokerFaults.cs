using System.Net.Sockets;
using MemberGrains.Resilience.Dependencies;
using Polly.CircuitBreaker;
using Polly.Timeout;
using RabbitMQ.Client.Exceptions;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>How RabbitMQ's exceptions are read.</summary>
internal static class BrokerFaults
{
    /// <summary>Nothing is repeated here: the relay repeats with the same number, consumers come back at their own pace.</summary>
    public static DependencyFaults Rules { get; } = DependencyFaults.Once(IsOutage);

    /// <summary>The broker is away. A refusal of one message (nack, no route) is not that.</summary>
    private static bool IsOutage(Exception fault) =>
        fault is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException or IOException or SocketException or TimeoutException;

    /// <summary>
    /// What a handler meets when something behind it is away: it says nothing against the message, so it does not count
    /// towards putting it aside.
    /// </summary>
    public static bool IsOutageBehindHandler(Exception fault) =>
        fault is BrokenCircuitException or TimeoutRejectedException or HttpRequestException or IOException or SocketException or TimeoutException
        || (fault.InnerException is { } inner && IsOutageBehindHandler(inner));
}
