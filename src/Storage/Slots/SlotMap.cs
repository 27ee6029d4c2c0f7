using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Slots;

/// <summary>Which physical cluster holds which slots. A pure value: every slot has exactly one cluster.</summary>
/// <remarks>Of the record, not of the contract as <see cref="Slot"/> is: who does not see the record knows clusters by name, as <see cref="IStreamClusters"/>.</remarks>
public sealed class SlotMap : IStreamClusters
{
    private readonly PhysicalCluster[] _bySlot;
    private readonly string[] _names;

    /// <exception cref="ArgumentException">A slot is missing or held twice.</exception>
    public SlotMap(IEnumerable<PhysicalCluster> clusters)
    {
        Clusters = [.. clusters];
        var bySlot = new PhysicalCluster?[Slot.Count];
        foreach (var cluster in Clusters)
        {
            if (cluster.FirstSlot < 0 || cluster.LastSlot >= Slot.Count || cluster.FirstSlot > cluster.LastSlot)
                throw new ArgumentException($"Cluster {cluster.Id} names slots {cluster.FirstSlot}-{cluster.LastSlot}; slots are 0-{Slot.Count - 1}.", nameof(clusters));
            for (int slot = cluster.FirstSlot; slot <= cluster.LastSlot; slot++)
            {
                if (bySlot[slot] is { } other)
                    throw new ArgumentException($"Slot {slot} is held by {other.Id} and {cluster.Id}.", nameof(clusters));
                bySlot[slot] = cluster;
            }
        }

        int missing = Array.IndexOf(bySlot, null);
        if (missing >= 0) throw new ArgumentException($"Slot {missing} is held by no cluster.", nameof(clusters));
        _bySlot = bySlot!;
        _names = [.. Clusters.Select(cluster => cluster.Id)];
    }

    /// <summary>Two clusters, each center home of half the slots, so that both work.</summary>
    public static SlotMap Default { get; } = Evenly(("c0", "a"), ("c1", "b"));

    /// <summary>All clusters, in the order given.</summary>
    public ImmutableArray<PhysicalCluster> Clusters { get; }

    /// <summary>Clusters with equal runs of slots, in their order.</summary>
    /// <param name="clusters">Id and home center of each.</param>
    /// <exception cref="ArgumentException">The slots can not be split so.</exception>
    public static SlotMap Evenly(params (string Id, string HomeCenter)[] clusters)
    {
        if (!SlotSplit.IsEven(clusters.Length)) throw new ArgumentException($"{Slot.Count} slots can not be split evenly among {clusters.Length} clusters.", nameof(clusters));
        return new SlotMap(clusters.Select((cluster, i) =>
        {
            var (first, last) = SlotSplit.RunAt(i, clusters.Length);
            return new PhysicalCluster(cluster.Id, cluster.HomeCenter, first, last);
        }));
    }

    /// <summary>The cluster that holds a slot.</summary>
    public PhysicalCluster ClusterOf(Slot slot) => _bySlot[slot.Number];

    /// <summary>The clusters' names, in the order given.</summary>
    IReadOnlyList<string> IStreamClusters.Names => _names;

    /// <summary>Name of the cluster that holds a slot.</summary>
    string IStreamClusters.ClusterOf(Slot slot) => ClusterOf(slot).Id;
}
