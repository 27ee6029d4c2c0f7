using System.Security.Cryptography;

namespace MemberGrains.Servers.MariaDb;

/// <summary>An account on every node, from 127.0.0.1.</summary>
public sealed record MariaDbAccount(string User, string Password)
{
    public const string Database = "membergrains";

    /// <summary>Makes the product's account: all rights on databases whose names begin with <see cref="Database"/>, and to look at replication.</summary>
    internal string ApplicationSql => $"""
        CREATE DATABASE IF NOT EXISTS {Database} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
        CREATE USER IF NOT EXISTS '{User}'@'127.0.0.1' IDENTIFIED BY '{Password}';
        GRANT ALL ON `{Database}%`.* TO '{User}'@'127.0.0.1';
        GRANT BINLOG MONITOR, SLAVE MONITOR ON *.* TO '{User}'@'127.0.0.1';
        """;

    /// <summary>Makes the account by which replicas fetch from their primary.</summary>
    internal string ReplicationSql => $"""
        CREATE USER IF NOT EXISTS '{User}'@'127.0.0.1' IDENTIFIED BY '{Password}';
        GRANT REPLICATION SLAVE ON *.* TO '{User}'@'127.0.0.1';
        """;

    public static MariaDbAccount New(string user) => new(user, RandomNumberGenerator.GetHexString(24, lowercase: true));

    public override string ToString() => $"{User} with a password";
}
