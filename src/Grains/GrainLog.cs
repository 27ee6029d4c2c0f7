using Microsoft.Extensions.Logging;

namespace MemberGrains.Grains;

/// <summary>Log lines of the grains, ids 3000-3999. Identities are masked.</summary>
internal static partial class GrainLog
{
    [LoggerMessage(3000, LogLevel.Warning, "Preparing {Identity} for operation {OperationId} failed; the operation is given up")]
    public static partial void PrepareFailed(ILogger log, string identity, string operationId, Exception fault);

    [LoggerMessage(3001, LogLevel.Warning, "Decided operation {OperationId} could not be told to {Identity}; recovery will")]
    public static partial void CommitUndelivered(ILogger log, string identity, string operationId, Exception fault);

    [LoggerMessage(3002, LogLevel.Information, "The end of operation {OperationId} could not be told to {Identity}; it will ask")]
    public static partial void AbortUndelivered(ILogger log, string identity, string operationId, Exception fault);

    [LoggerMessage(3003, LogLevel.Warning, "Finished operation {OperationId} could not be taken out of the index; recovery will")]
    public static partial void FinishFailed(ILogger log, string operationId, Exception fault);
}
