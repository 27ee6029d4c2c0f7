namespace MemberGrains.ReadModels.Elasticsearch.Schema;

/// <summary>The sizes of an index, as they fit the cluster that it is made in.</summary>
/// <param name="Shards">Primary shards.</param>
/// <param name="Replicas">Copies of each beside the primary one.</param>
/// <param name="PerNode">Most shards of the index on one node.</param>
internal readonly record struct IndexShape(int Shards, int Replicas, int PerNode)
{
    /// <summary>The policy for a cluster of so many data nodes.</summary>
    public static IndexShape For(ElasticsearchClusterOptions options, int dataNodes)
    {
        int replicas = options.Replicas ?? Math.Min(1, dataNodes - 1);
        return new IndexShape(options.Shards, replicas, MostPerNode(options.Shards, replicas, dataNodes));
    }

    /// <summary>
    /// An even share and one more. Without a bound a node that joins or restarts gets hot; without the slack of one the
    /// allocator can paint itself into a corner (12 copies, 3 nodes, bound 4: the twelfth finds no place).
    /// </summary>
    public static int MostPerNode(int shards, int replicas, int dataNodes) =>
        (int)Math.Ceiling(shards * (1 + Math.Min(replicas, dataNodes - 1)) / (double)dataNodes) + 1;
}
