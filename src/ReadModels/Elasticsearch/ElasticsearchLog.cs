using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Elasticsearch;

internal static partial class ElasticsearchLog
{
    [LoggerMessage(EventId = 5050, Level = LogLevel.Warning, Message = "The indices {Indices} of a rebuild that was given up could not be dropped; the next rebuild does it")]
    public static partial void RebuildNotDropped(this ILogger logger, Exception fault, string indices);
}
