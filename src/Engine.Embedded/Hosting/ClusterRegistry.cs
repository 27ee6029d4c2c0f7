using System.Collections.Concurrent;
using MemberGrains.Engine.Embedded.Runtime;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>The clusters of this process, by their id: what joins silos and clients that are hosts of their own.</summary>
internal static class ClusterRegistry
{
    private static readonly ConcurrentDictionary<string, Cluster> Clusters = new(StringComparer.Ordinal);

    public static Cluster FindOrAdd(string clusterId) => Clusters.GetOrAdd(clusterId, static id => new Cluster(id, MachineEnvironment.Instance));

    public static Cluster? Find(string clusterId) => Clusters.GetValueOrDefault(clusterId);

    public static void Add(Cluster cluster) => Clusters[cluster.Id] = cluster;

    public static void Remove(Cluster cluster) => Clusters.TryRemove(KeyValuePair.Create(cluster.Id, cluster));
}
