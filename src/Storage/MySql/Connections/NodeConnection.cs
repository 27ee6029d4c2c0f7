using System.Data.Common;
using MemberGrains.Storage.MySql.Driver;
using MemberGrains.Storage.MySql.Faults;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Payloads;

namespace MemberGrains.Storage.MySql.Connections;

/// <summary>One open connection; belongs to one thread. Text is gathered in <see cref="Sql"/> and sent as one round trip.</summary>
internal sealed class NodeConnection : IDisposable
{
    private readonly DbConnection _connection;
    private readonly DbCommand _command;

    private NodeConnection(string node, DbConnection connection)
    {
        Node = node;
        _connection = connection;
        _command = connection.CreateCommand();
    }

    public string Node { get; }

    public SqlText Sql { get; } = new();

    public PayloadBuffer Payloads { get; } = new();

    /// <exception cref="NodeFault">It can not be opened.</exception>
    public static NodeConnection Open(string node, DriverSettings settings)
    {
        var connection = MySqlDriver.Create(settings);
        try
        {
            connection.Open();
            return new NodeConnection(node, connection);
        }
        catch (Exception cause)
        {
            connection.Dispose();
            throw new NodeFault(node, MySqlDriver.ServerError(cause), cause, settings.Tls == MySqlTls.None ? null : TlsProblem.In(cause));
        }
    }

    /// <summary>Sends <see cref="Sql"/> and gives <paramref name="read"/> the results; what it leaves is read to the end, for late errors.</summary>
    /// <exception cref="NodeFault">The server answered with an error, or the connection failed.</exception>
    public TResult Query<TResult>(Func<DbDataReader, TResult> read)
    {
        _command.CommandText = Sql.Take();
        try
        {
            using var reader = _command.ExecuteReader();
            var result = read(reader);
            while (reader.NextResult())
            {
            }

            return result;
        }
        catch (Exception cause) when (!MySqlFaults.IsUnreadable(cause))
        {
            // Whatever a driver throws that no server has sent leaves the session in an unknown state.
            throw new NodeFault(Node, MySqlDriver.ServerError(cause), cause);
        }
    }

    /// <summary>Sends <see cref="Sql"/>; gives the rows that its statements have changed together.</summary>
    /// <exception cref="NodeFault">The server answered with an error, or the connection failed.</exception>
    public int Execute() => Query(static reader =>
    {
        while (reader.NextResult())
        {
        }

        return reader.RecordsAffected;
    });

    public void Dispose()
    {
        Payloads.Dispose();
        _command.Dispose();
        _connection.Dispose();
    }
}
