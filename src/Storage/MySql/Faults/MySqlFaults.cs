using System.Text.Json;
using MemberGrains.Interfaces.Faults;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MemberGrains.Storage.MySql.Faults;

/// <summary>What a node's faults mean to the record, in the port's words.</summary>
internal static class MySqlFaults
{
    public static StoreUnavailableException NothingWritten(string cluster, NodeFault fault) =>
        new($"The record of cluster {cluster} is not available: node {fault.Node} {Reason(fault)}.", fault);

    public static FateUnknownException Unknown(string cluster, NodeFault fault) =>
        new($"Whether the write to cluster {cluster} happened is not known: node {fault.Node} {Reason(fault)}.", fault);

    public static StoreUnavailableException Unreadable(string cluster, Exception cause) =>
        new($"The record of cluster {cluster} is not available: a row can not be read.", cause);

    /// <summary>Whether it is about the contents of a row, not a bug of ours.</summary>
    public static bool IsUnreadable(Exception fault) => fault is FormatException or JsonException;

    /// <summary>Whether nothing was done and the same again may succeed at once: after a collision, and on a new connection.</summary>
    public static bool MayRepeatWrite(Exception fault) =>
        fault is StoreUnavailableException { InnerException: NodeFault inner } && (inner.IsLost || ServerErrors.IsCollision(inner.Number));

    /// <summary>A read may be repeated unless its node said what it lacks.</summary>
    public static bool MayRepeatRead(Exception fault) => fault is StoreUnavailableException { InnerException: NodeFault { IsLost: true } };

    /// <summary>What breakers count: the node is gone, full, read-only or too busy. A collision or a bad row is none.</summary>
    public static bool IsOutage(Exception fault) => fault is FateUnknownException || (fault is StoreUnavailableException { InnerException: NodeFault inner } && IsOutage(inner));

    /// <summary>What the pipelines throw by themselves, as the port says it.</summary>
    public static StoreUnavailableException? OfPipeline(string cluster, Exception fault) => fault switch
    {
        BrokenCircuitException => new($"The record of cluster {cluster} is not available: it failed again and again, and is tried anew in a moment.", fault),
        TimeoutRejectedException => new($"The record of cluster {cluster} is not available: it did not answer in time.", fault),
        _ => null,
    };

    private static bool IsOutage(NodeFault fault) => fault.IsLost || !(ServerErrors.IsCollision(fault.Number) || ServerErrors.IsOfOneRow(fault.Number));

    private static string Reason(NodeFault fault) => fault.Tls is { } tls ? $"gives no TLS connection that can be trusted: {tls}" : fault.Number switch
    {
        1042 => "can not be reached",
        ServerErrors.Deadlock or ServerErrors.LockWait => "is contended: others hold the same rows",
        ServerErrors.NoSuchTable or ServerErrors.NoSuchDatabase => "lacks the record's tables: apply the schema first",
        var number when ServerErrors.IsReadOnly(number) => "takes no writes: it is read-only",
        var number when ServerErrors.IsDiskFull(number) => "has no disk space left",
        var number when ServerErrors.IsTooManyConnections(number) => "has no connection left for this process",
        var number when ServerErrors.IsRefusedAccount(number) => "refuses the account",
        { } number when !ServerErrors.EndsSession(number) => $"answered with error {number}",
        _ => "can not be reached, or the connection was lost",
    };
}
