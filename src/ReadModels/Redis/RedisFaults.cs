using MemberGrains.ReadModels.Redis.Connection;
using MemberGrains.Resilience.Dependencies;
using Polly.CircuitBreaker;
using Polly.Timeout;
using StackExchange.Redis;

namespace MemberGrains.ReadModels.Redis;

/// <summary>How the library's exceptions are read. The server tells its errors by their first word.</summary>
internal static class RedisFaults
{
    /// <summary>Nothing is repeated: the next call is.</summary>
    public static DependencyFaults Policy { get; } = DependencyFaults.Once(static fault => IsOutage(fault));

    /// <summary>The cache could not be used; callers go on without it.</summary>
    public static bool IsOutage(Exception fault) =>
        fault is RedisException or TimeoutException or TimeoutRejectedException or BrokenCircuitException or ObjectDisposedException;

    /// <summary>What the fault says of the session's server.</summary>
    public static void Tell(Exception fault, RedisLink link, RedisSession session)
    {
        if (fault is RedisServerException && IsAnotherRun(fault.Message)) link.Lost(session);
        else if (fault is not BrokenCircuitException) link.Suspect(session);
    }

    /// <summary>It has not our scripts, is no primary, or is loading what it held before: not the run that was asked.</summary>
    private static bool IsAnotherRun(string message) =>
        message.StartsWith("NOSCRIPT", StringComparison.Ordinal)
        || message.StartsWith("READONLY", StringComparison.Ordinal)
        || message.StartsWith("LOADING", StringComparison.Ordinal)
        || message.StartsWith("MASTERDOWN", StringComparison.Ordinal);
}
