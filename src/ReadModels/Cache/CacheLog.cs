using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Cache;

internal static partial class CacheLog
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "The lease on the cache of center {Center} was not renewed; the cache is bypassed when it runs out")]
    public static partial void LeaseNotRenewed(this ILogger logger, Exception fault, string center);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Warning, Message = "Generation {Generation} of the cache of center {Center} is retired")]
    public static partial void GenerationRetired(this ILogger logger, string center, long generation);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Warning, Message = "The cache of center {Center} may lack floors of a command: nobody uses its generation any more")]
    public static partial void FloorsMissing(this ILogger logger, string center);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Error, Message = "The cache of center {Center} held a stale value of {Identity}: the row has version {Version}. It is taken away")]
    public static partial void Stale(this ILogger logger, string center, string identity, long version);

    [LoggerMessage(EventId = 5005, Level = LogLevel.Debug, Message = "The cache of center {Center} could not be compared with the rows")]
    public static partial void NotChecked(this ILogger logger, Exception fault, string center);
}
