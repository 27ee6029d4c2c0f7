using System.Collections;
using System.Data.Common;
using System.Reflection;
using MySql.Data.MySqlClient;

namespace MemberGrains.Storage.MySql.Driver;

/// <summary>MySql.Data, the driver of a plain build. The one place that names it; everything else is System.Data.Common.</summary>
internal static class MySqlDriver
{
    static MySqlDriver() => LearnUtf8Mb3();

    public static DbConnection Create(DriverSettings settings) => new MySqlConnection(Text(settings));

    /// <summary>The number of an error that the server has sent; null if the connection failed or the driver did.</summary>
    /// <remarks>What is sent while a connection is opened comes wrapped in another exception that has no number.</remarks>
    public static int? ServerError(Exception fault)
    {
        for (var one = fault; one is not null; one = one.InnerException)
        {
            if (one is MySqlException { Number: >= 1000 and < 2000 or >= 3000 } sent) return sent.Number;
        }

        return null;
    }

    /// <summary>
    /// Servers have named this character set by its full name for years; 8.0.16 does not know it and throws on any result
    /// that has it, also on the warnings that it asks for by itself.
    /// </summary>
    private static void LearnUtf8Mb3()
    {
        var map = typeof(MySqlConnection).Assembly.GetType("MySql.Data.MySqlClient.CharSetMap", throwOnError: true)!;
        foreach (var field in map.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        {
            if (field.GetValue(null) is IDictionary known && known.Contains("utf8") && !known.Contains("utf8mb3")) known.Add("utf8mb3", known["utf8"]);
        }
    }

    private static string Text(DriverSettings settings)
    {
        var text = new MySqlConnectionStringBuilder
        {
            Server = settings.Host,
            Port = (uint)settings.Port,
            UserID = settings.User,
            Password = settings.Password,
            Database = settings.Database,
            SslMode = ModeOf(settings),
            CharacterSet = "utf8mb4",
            ConnectionTimeout = (uint)Math.Ceiling(settings.ConnectTimeout.TotalSeconds),
            DefaultCommandTimeout = (uint)Math.Ceiling(settings.CommandTimeout.TotalSeconds),
            // Connections are held by their threads; the pool would hand session state on.
            Pooling = false,
            TreatTinyAsBoolean = false,
            AllowPublicKeyRetrieval = settings.Tls == MySqlTls.None,
        };
        if (settings is { Tls: MySqlTls.Required, TlsCa: { } authority }) text.SslCa = authority;
        return text.ConnectionString;
    }

    /// <remarks>
    /// "Full" without a named authority is .NET's own check, name included. With one this driver wants a client's
    /// certificate for "full", and looks at no name all the same; so what it can check is the authority.
    /// </remarks>
    private static MySqlSslMode ModeOf(DriverSettings settings) => settings switch
    {
        { Tls: MySqlTls.None } => MySqlSslMode.None,
        // The driver's own "required" encrypts and looks at no certificate.
        { Tls: MySqlTls.Unverified } => MySqlSslMode.Required,
        { TlsCa: null } => MySqlSslMode.VerifyFull,
        _ => MySqlSslMode.VerifyCA,
    };
}
