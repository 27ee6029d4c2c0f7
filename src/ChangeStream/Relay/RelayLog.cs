using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.Relay;

internal static partial class RelayLog
{
    [LoggerMessage(EventId = 4010, Level = LogLevel.Warning, Message = "The relay of {Cluster} could not use its outbox, {Faults} times in a row")]
    public static partial void RoundFailed(this ILogger logger, Exception fault, string cluster, int faults);

    [LoggerMessage(EventId = 4011, Level = LogLevel.Warning, Message = "The broker of center {Center} did not confirm a message of {Cluster}, {Faults} times in a row")]
    public static partial void NotConfirmed(this ILogger logger, Exception fault, string center, string cluster, int faults);

    [LoggerMessage(EventId = 4012, Level = LogLevel.Information, Message = "The relay of {Cluster} stops: fence {Fence} is another's now")]
    public static partial void FenceLost(this ILogger logger, string cluster, long fence);

    [LoggerMessage(EventId = 4013, Level = LogLevel.Error, Message = "Center {Center} is marked out for {Cluster}: its broker does not confirm. What it is not told is kept for it")]
    public static partial void CenterOut(this ILogger logger, string center, string cluster);

    [LoggerMessage(EventId = 4014, Level = LogLevel.Information, Message = "Center {Center} is back for {Cluster}: it has been told everything")]
    public static partial void CenterReturned(this ILogger logger, string center, string cluster);
}
