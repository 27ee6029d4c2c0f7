using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Driver;
using MemberGrains.Storage.MySql.Faults;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.MySql.Schema;

/// <summary>Applies the scripts that one primary lacks.</summary>
internal sealed class SchemaUpgrader(PhysicalCluster cluster, string database, string node, ILogger log) : IDisposable
{
    private const int LockSeconds = 240;
    private const int TextLength = 32 * 1024;

    private const string Meta = """
        CREATE TABLE IF NOT EXISTS record_meta (name VARBINARY(64) NOT NULL PRIMARY KEY, value VARBINARY(255) NOT NULL) ENGINE=InnoDB;
        CREATE TABLE IF NOT EXISTS schema_version (version INT NOT NULL PRIMARY KEY, script VARBINARY(255) NOT NULL, at BIGINT NOT NULL) ENGINE=InnoDB
        """;

    /// <exception cref="InvalidOperationException">The schema is newer, or another cluster's.</exception>
    /// <exception cref="StoreUnavailableException">The server can not be reached or refused a statement; running it again goes on where it stopped.</exception>
    public bool Run(DriverSettings settings)
    {
        try
        {
            using var connection = NodeConnection.Open(node, settings);
            Lock(connection);
            Begin(connection);
            int version = SchemaState.Read(connection).Check(cluster, node).Version;
            foreach (var script in SchemaScript.All)
            {
                if (script.Version > version) Apply(connection, script);
            }

            return true;
        }
        catch (NodeFault fault)
        {
            throw MySqlFaults.NothingWritten(cluster.Id, fault);
        }
    }

    public void Dispose()
    {
        // Nothing outlives Run: closing its connection has given the lock back.
    }

    private void Lock(NodeConnection connection)
    {
        connection.Sql.Sql("SELECT GET_LOCK(").Text($"membergrains.schema.{database}").Sql(", ").Number(LockSeconds).Sql(")");
        bool held = connection.Query(static reader => reader.Read() && !reader.IsDBNull(0) && reader.GetInt64(0) == 1);
        if (!held) throw new StoreUnavailableException($"The schema of cluster {cluster.Id} is being changed by another process for over {LockSeconds} s.");
    }

    private void Begin(NodeConnection connection)
    {
        connection.Sql.Sql("CREATE DATABASE IF NOT EXISTS ").Sql(database).Sql(" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin; USE ").Sql(database).Sql(";").Sql(Meta);
        connection.Execute();
        connection.Sql.Sql("INSERT INTO record_meta (name, value) VALUES (").Text("cluster").Sql(", ").Text(cluster.Id).Sql("), (").Text("slots").Sql(", ").Text(SchemaState.Slots(cluster))
            .Sql(") ON DUPLICATE KEY UPDATE name = name");
        connection.Execute();
    }

    private void Apply(NodeConnection connection, SchemaScript script)
    {
        foreach (string statement in script.For(cluster))
        {
            if (statement.StartsWith("ALTER ", StringComparison.Ordinal))
            {
                Alter(connection, statement);
                continue;
            }

            connection.Sql.Sql(statement).Sql(";");
            if (connection.Sql.Length > TextLength) connection.Execute();
        }

        connection.Sql.Sql("INSERT INTO schema_version (version, script, at) VALUES (").Number(script.Version).Sql(", ").Text(script.Name).Sql(", ")
            .Sql(new StoreClock(null).Now).Sql(")");
        connection.Execute();
        MySqlLog.SchemaApplied(log, cluster.Id, node, script.Name);
    }

    /// <summary>Both servers make all columns of a statement or none, and only one of them has ADD COLUMN IF NOT EXISTS.</summary>
    private static void Alter(NodeConnection connection, string statement)
    {
        if (connection.Sql.Length > 0) connection.Execute();
        try
        {
            connection.Sql.Sql(statement);
            connection.Execute();
        }
        catch (NodeFault fault) when (fault.Number == ServerErrors.DuplicateColumn)
        {
            // It was run before.
        }
    }
}
