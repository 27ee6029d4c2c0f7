using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.Core;

/// <summary>Log lines of the record, ids 2000-2999. No identity is in them: slots and counts are enough.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(2000, LogLevel.Information, "Opened the record: {Clusters} clusters ({Names})")]
    public static partial void Opened(ILogger log, int clusters, string names);

    [LoggerMessage(2001, LogLevel.Warning, "A batch of {Items} of operation {Operation} at cluster {Cluster} failed; further ones that find it unavailable are only counted, until one succeeds")]
    public static partial void BatchFailed(ILogger log, int items, string operation, string cluster, Exception fault);

    [LoggerMessage(2005, LogLevel.Information, "Operation {Operation} at cluster {Cluster} works again, after {Failed} batches that failed")]
    public static partial void WorksAgain(ILogger log, string operation, string cluster, long failed);

    [LoggerMessage(2002, LogLevel.Error, "A commit of slot {Slot} at cluster {Cluster} contradicts the record and was refused: {Reason}")]
    public static partial void CommitRefused(ILogger log, string slot, string cluster, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "Queue of operation {Operation} at cluster {Cluster} is full: calls are refused")]
    public static partial void QueueFull(ILogger log, string operation, string cluster);

    [LoggerMessage(2004, LogLevel.Information, "Closed the record")]
    public static partial void Closed(ILogger log);
}
