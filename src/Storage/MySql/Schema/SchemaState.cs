using System.Globalization;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Storage.MySql.Schema;

/// <summary>What a node says of its schema.</summary>
/// <param name="Version">Number of the newest script applied; 0 for none.</param>
/// <param name="Cluster">Whose it is; null if it does not say.</param>
/// <param name="Range">Its slots.</param>
internal sealed record SchemaState(int Version, string? Cluster, string? Range)
{
    public static SchemaState Read(NodeConnection connection)
    {
        connection.Sql.Sql("SELECT COALESCE((SELECT MAX(version) FROM schema_version), 0), (SELECT value FROM record_meta WHERE name = ").Text("cluster")
            .Sql("), (SELECT value FROM record_meta WHERE name = ").Text("slots").Sql(")");
        return connection.Query(static reader =>
        {
            reader.Read();
            return new SchemaState((int)reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.Text(1), reader.IsDBNull(2) ? null : reader.Text(2));
        });
    }

    public static string Slots(PhysicalCluster cluster) => string.Create(CultureInfo.InvariantCulture, $"{cluster.FirstSlot}-{cluster.LastSlot}");

    /// <exception cref="InvalidOperationException">It is newer than this version of the program, or another cluster's.</exception>
    public SchemaState Check(PhysicalCluster cluster, string node)
    {
        if (Version > SchemaScript.Newest)
            throw new InvalidOperationException($"Node {node} has schema {Version}, made by a newer version; this version works with schema {SchemaScript.Newest}. Use the newer version.");
        if (Cluster != cluster.Id || Range != Slots(cluster))
            throw new InvalidOperationException($"Node {node} holds cluster {Cluster} with slots {Range}, not cluster {cluster.Id} with slots {Slots(cluster)}.");
        return this;
    }
}
