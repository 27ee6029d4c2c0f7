using System.Data.Common;
using MemberGrains.Resilience.Trust;

namespace MemberGrains.Storage.MySql.Driver;

/// <summary>What both drivers throw when a connection could not be encrypted, or its server not be trusted.</summary>
internal static class TlsProblem
{
    // Told only by their texts; the second is MySql.Data's, for whatever went wrong with TLS.
    private const string NoTls = "does not support SSL";
    private const string TlsFailed = "SSL Connection error.";

    /// <summary>Why; null if a fault is about something else.</summary>
    public static string? In(Exception fault)
    {
        for (var one = fault; one is not null; one = one.InnerException)
        {
            if (one is not DbException) continue;
            if (one.Message.Contains(NoTls, StringComparison.Ordinal)) return "TLS is required, and it has none.";
            if (one.Message != TlsFailed) continue;
            return one.GetBaseException() is FileNotFoundException ? "this machine does not trust the certificate." : one.GetBaseException().Message;
        }

        return ServerTrust.RefusalIn(fault)?.GetBaseException().Message;
    }
}
