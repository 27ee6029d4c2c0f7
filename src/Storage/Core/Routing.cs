using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Storage.Core;

/// <summary>Which queues a slot, an identity or a cluster's name goes to.</summary>
internal sealed class Routing
{
    private readonly SlotMap _map;
    private readonly Dictionary<string, ClusterRecord> _byName;

    /// <exception cref="ArgumentException">A cluster of the map has no record.</exception>
    public Routing(SlotMap map, IReadOnlyList<ClusterRecord> clusters)
    {
        _map = map;
        Clusters = clusters;
        _byName = clusters.ToDictionary(cluster => cluster.Id, StringComparer.Ordinal);
        foreach (var cluster in map.Clusters)
        {
            if (!_byName.ContainsKey(cluster.Id)) throw new ArgumentException($"Cluster {cluster.Id} of the slot map has no backend.", nameof(clusters));
        }
    }

    public IReadOnlyList<ClusterRecord> Clusters { get; }

    public ClusterRecord Of(IdentityKey key) => Of(Slot.Of(key));

    public ClusterRecord Of(Slot slot) => _byName[_map.ClusterOf(slot).Id];

    /// <exception cref="ArgumentException">No cluster has that name.</exception>
    public ClusterRecord Of(string cluster) => _byName.TryGetValue(cluster, out var found)
        ? found
        : throw new ArgumentException($"There is no physical cluster '{cluster}'.", nameof(cluster));
}
