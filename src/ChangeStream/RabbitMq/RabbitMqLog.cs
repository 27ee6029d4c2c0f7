using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.RabbitMq;

internal static partial class RabbitMqLog
{
    [LoggerMessage(EventId = 4030, Level = LogLevel.Warning, Message = "Group {Group} of center {Center} lost the broker for {Cluster}, {Faults} times in a row; it connects again")]
    public static partial void ConsumerLost(this ILogger logger, Exception fault, string center, string group, string cluster, int faults);

    [LoggerMessage(EventId = 4031, Level = LogLevel.Warning, Message = "Group {Group} of center {Center} failed {Failures} times on a message of {Cluster}; it is handed out again")]
    public static partial void HandlerFailed(this ILogger logger, Exception fault, string center, string group, string cluster, int failures);

    [LoggerMessage(EventId = 4032, Level = LogLevel.Error, Message = "Group {Group} of center {Center} could not take a message of {Cluster} after {Failures} tries; it is a dead letter now: {Reason}")]
    public static partial void PutAside(this ILogger logger, string center, string group, string cluster, int failures, string reason);
}
