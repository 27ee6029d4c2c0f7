using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Redis;

internal static partial class RedisCacheLog
{
    [LoggerMessage(EventId = 5030, Level = LogLevel.Information, Message = "The cache of center {Center} is at {Endpoint}, run {Run}")]
    public static partial void CacheConnected(this ILogger logger, string center, string endpoint, string run);

    [LoggerMessage(EventId = 5031, Level = LogLevel.Warning, Message = "The cache of center {Center} leaves {Endpoint}: {Reason}")]
    public static partial void CacheLeft(this ILogger logger, string center, string endpoint, string reason);

    [LoggerMessage(EventId = 5032, Level = LogLevel.Warning, Message = "The cache of center {Center} can not be reached; it is bypassed until it is")]
    public static partial void CacheUnreachable(this ILogger logger, Exception? fault, string center);

    [LoggerMessage(EventId = 5033, Level = LogLevel.Warning, Message = "Generation {Generation} of the cache of center {Center} lives at run {Home} and can not be used at run {Run}: a new one is asked for")]
    public static partial void GenerationElsewhere(this ILogger logger, string center, long generation, string home, string run);

    [LoggerMessage(EventId = 5034, Level = LogLevel.Warning, Message = "Generation {Generation} of the cache of center {Center} could not be settled")]
    public static partial void NotSettled(this ILogger logger, Exception fault, string center, long generation);
}
