namespace MemberGrains.Gateway.Http;

/// <summary>The gateway's log lines, 7000-7999.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(7000, LogLevel.Error, "Unexpected fault on {Route}, trace {TraceId}")]
    public static partial void Unexpected(this ILogger log, Exception fault, string? route, string traceId);

    [LoggerMessage(7001, LogLevel.Warning, "The center's cache failed ({What}); it is bypassed for this call")]
    public static partial void CacheFailed(this ILogger log, Exception fault, string what);

    [LoggerMessage(7002, LogLevel.Debug, "The center's replicas could not be read; reads go to the grains")]
    public static partial void ReplicaFailed(this ILogger log, Exception fault);

    [LoggerMessage(7003, LogLevel.Debug, "The record could not answer; the read of {Identity} goes to search")]
    public static partial void RecordFailed(this ILogger log, Exception fault, string identity);

    [LoggerMessage(7004, LogLevel.Information, "Operator {Account} drains silo {Silo}, force {Force}")]
    public static partial void Drains(this ILogger log, string account, string silo, bool force);

    [LoggerMessage(7005, LogLevel.Information, "Operator {Account} orders {What} of {Identity}")]
    public static partial void Orders(this ILogger log, string account, string what, string identity);

    [LoggerMessage(7006, LogLevel.Debug, "The way to a grain failed; it is asked again, try {Try}")]
    public static partial void AsksAgain(this ILogger log, Exception fault, int @try);
}
