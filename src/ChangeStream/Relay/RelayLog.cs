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
}
