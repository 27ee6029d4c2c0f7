using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Status;

internal static partial class StatusLog
{
    [LoggerMessage(EventId = 5040, Level = LogLevel.Warning, Message = "The board of center {Center} could not be told how far its read models are")]
    public static partial void NotReported(this ILogger logger, Exception fault, string center);

    [LoggerMessage(EventId = 5041, Level = LogLevel.Warning, Message = "The board of center {Center} could not be read; its read models count as falling behind")]
    public static partial void NotFollowed(this ILogger logger, Exception fault, string center);
}
