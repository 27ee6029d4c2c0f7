using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Search;

internal static partial class SearchLog
{
    [LoggerMessage(EventId = 5010, Level = LogLevel.Warning, Message = "Search cluster {Cluster} did not answer; the next one is asked")]
    public static partial void ClusterFailed(this ILogger logger, Exception fault, string cluster);
}
