using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.MySql.Faults;

namespace MemberGrains.Storage.MySql.Connections;

/// <summary>
/// What one thread holds: a connection to the node that is its target now, opened when first needed and again after it was
/// lost or the target has moved.
/// </summary>
internal sealed class NodeSession(string cluster, NodeConnector connector, Func<MySqlNodeOptions> target, SessionKind kind) : IDisposable
{
    private NodeConnection? _connection;

    public string Cluster => cluster;

    /// <summary>The connection, to the present target.</summary>
    /// <exception cref="StoreUnavailableException">There is none to be had.</exception>
    public NodeConnection Connect()
    {
        var node = target();
        if (_connection is { } other && other.Node != node.Name) Drop();
        return _connection ??= connector.Open(node, kind);
    }

    /// <summary>Reads; nothing stays open after it.</summary>
    /// <exception cref="StoreUnavailableException">It could not be read.</exception>
    public TResult Read<TResult>(Func<NodeConnection, TResult> work)
    {
        try
        {
            return work(Connect());
        }
        catch (NodeFault fault)
        {
            Drop();
            throw MySqlFaults.NothingWritten(cluster, fault);
        }
        catch (Exception fault) when (MySqlFaults.IsUnreadable(fault))
        {
            Drop();
            throw MySqlFaults.Unreadable(cluster, fault);
        }
    }

    /// <summary>Writes what one statement or one transaction text holds, committed with it.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    /// <exception cref="FateUnknownException">The connection was lost meanwhile.</exception>
    public TResult Write<TResult>(Func<NodeConnection, TResult> work)
    {
        var connection = Connect();
        try
        {
            return work(connection);
        }
        catch (NodeFault fault)
        {
            // Closing the session has the server roll back what is open in it.
            Drop();
            throw fault.IsLost ? MySqlFaults.Unknown(cluster, fault) : MySqlFaults.NothingWritten(cluster, fault);
        }
    }

    /// <summary>Closes the connection; the next use opens another.</summary>
    public void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }

    public void Dispose() => Drop();
}
