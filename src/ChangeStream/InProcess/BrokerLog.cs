using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.InProcess;

internal static partial class BrokerLog
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "Group {Group} of center {Center} failed {Failures} times on a message of {Cluster}; it is handed out again")]
    public static partial void HandlerFailed(this ILogger logger, Exception fault, string center, string group, string cluster, int failures);
}
