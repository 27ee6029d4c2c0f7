using System.Data.Common;
using MySqlConnector;

namespace MemberGrains.Storage.MySql.Driver;

/// <summary>MySqlConnector, the driver of the production build. The one place that names it; everything else is System.Data.Common.</summary>
internal static class MySqlDriver
{
    public static DbConnection Create(DriverSettings settings) => new MySqlConnection(new MySqlConnectionStringBuilder
    {
        Server = settings.Host,
        Port = (uint)settings.Port,
        UserID = settings.User,
        Password = settings.Password,
        Database = settings.Database,
        SslMode = ModeOf(settings.Tls),
        SslCa = settings.TlsCa ?? "",
        ConnectionTimeout = (uint)Math.Ceiling(settings.ConnectTimeout.TotalSeconds),
        DefaultCommandTimeout = (uint)Math.Ceiling(settings.CommandTimeout.TotalSeconds),
        // Connections are held by their threads: a pool would only add a reset to each use.
        Pooling = false,
        TreatTinyAsBoolean = false,
        AllowPublicKeyRetrieval = settings.Tls == MySqlTls.None,
    }.ConnectionString);

    /// <summary>The number of an error that the server has sent; null if the connection failed or the driver did.</summary>
    public static int? ServerError(Exception fault) =>
        fault is MySqlException { Number: >= 1000 and < 2000 or >= 3000 } sent ? sent.Number : null;

    private static MySqlSslMode ModeOf(MySqlTls tls) => tls switch
    {
        MySqlTls.None => MySqlSslMode.None,
        // The drivers' own "required" encrypts and looks at no certificate.
        MySqlTls.Unverified => MySqlSslMode.Required,
        _ => MySqlSslMode.VerifyFull,
    };
}
