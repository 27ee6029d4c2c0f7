using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Elasticsearch;

internal static partial class ElasticsearchLog
{
    [LoggerMessage(EventId = 5050, Level = LogLevel.Warning, Message = "The indices {Indices}, which nobody uses, could not be dropped; the next rebuild does it")]
    public static partial void IndicesNotDropped(this ILogger logger, Exception fault, string indices);
}
