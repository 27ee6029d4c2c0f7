using System.Data;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.MySql.Driver;

namespace MemberGrains.Integration.Tests.Clustering;

/// <summary>A MariaDB server with a database to which orleans-clustering.sql was applied, twice.</summary>
public sealed class OrleansDatabase : IAsyncLifetime
{
    public const string Name = "membergrains_orleans";

    private MariaDbNode? _node;
    private Dictionary<string, string> _queries = [];

    public MariaDbNode Node => _node ?? throw new ServerMissingException(ServerPrograms.WhyMissing(Server.MariaDb) ?? "it was not started");

    /// <summary>Rows of all tables after the first application, and after the second.</summary>
    public (string First, string Second) Applied { get; private set; }

    /// <summary>For the providers of Orleans.</summary>
    public string ConnectionString => $"Server=127.0.0.1;Port={Node.Port};User ID={Node.Account.User};Password={Node.Account.Password};Database={Name}";

    public async Task InitializeAsync()
    {
        if (ServerPrograms.WhyMissing(Server.MariaDb) is not null) return;
        _node = await MariaDbNode.StartNewAsync();
        await _node.QueryAsync($"CREATE DATABASE {Name}");
        Applied = (await ApplyAsync(), await ApplyAsync());
        using var connection = Connect();
        _queries = Rows(connection, "SELECT QueryKey, QueryText FROM OrleansQuery", []).ToDictionary(row => (string)row["QueryKey"]!, row => (string)row["QueryText"]!);
    }

    public async Task DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
    }

    /// <summary>Runs a query of the file as the providers do: its text, with their parameters.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> AskAsync(string key, params (string Name, object? Value)[] parameters)
    {
        // The driver blocks: calls that are meant to meet need threads of their own.
        await Task.Yield();
        using var connection = Connect();
        return Rows(connection, _queries[key], parameters);
    }

    /// <summary>The one value that a query answers; null for NULL.</summary>
    public async Task<object?> ValueAsync(string key, params (string Name, object? Value)[] parameters) =>
        Assert.Single(await AskAsync(key, parameters)).Values.Single();

    public async Task<bool> DidAsync(string key, params (string Name, object? Value)[] parameters) =>
        Convert.ToBoolean(await ValueAsync(key, parameters), System.Globalization.CultureInfo.InvariantCulture);

    private static List<IReadOnlyDictionary<string, object?>> Rows(IDbConnection connection, string text, (string Name, object? Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        var rows = new List<IReadOnlyDictionary<string, object?>>();
        using var reader = command.ExecuteReader();
        do
        {
            while (reader.Read())
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase));
        }
        while (reader.NextResult());
        return rows;
    }

    private System.Data.Common.DbConnection Connect()
    {
        var connection = MySqlDriver.Create(new DriverSettings("127.0.0.1", Node.Port, Node.Account.User, Node.Account.Password, Name, MySqlTls.None, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)));
        connection.Open();
        return connection;
    }

    private async Task<string> ApplyAsync()
    {
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "orleans-clustering.sql"));
        await Node.QueryAsync($"USE {Name};\n{script}");
        return await Node.QueryAsync($"USE {Name}; SHOW TABLES; SELECT QueryKey, SHA2(QueryText, 256) FROM OrleansQuery ORDER BY QueryKey");
    }
}
