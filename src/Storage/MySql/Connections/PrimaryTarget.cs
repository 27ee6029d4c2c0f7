using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Connections;

/// <summary>The node of one cluster that sessions of the primary go to now.</summary>
internal sealed class PrimaryTarget(MySqlClusterOptions cluster, IPrimaryDirectory directory)
{
    private readonly Lock _gate = new();
    private PrimaryRole _newest;

    /// <summary>The newest role that was ever heard of: an answer that is older than another is not followed.</summary>
    public PrimaryRole Role
    {
        get
        {
            var role = directory.PrimaryOf(cluster.Id);
            lock (_gate)
            {
                if (role.Epoch > _newest.Epoch) _newest = role;
                return _newest;
            }
        }
    }

    /// <exception cref="StoreUnavailableException">It is no node that the configuration knows.</exception>
    public MySqlNodeOptions Node
    {
        get
        {
            string name = Role.Node;
            return cluster.Nodes.FirstOrDefault(node => node.Name == name)
                ?? throw new StoreUnavailableException($"The record of cluster {cluster.Id} is not available: its primary {name} is not in the configuration.");
        }
    }
}
