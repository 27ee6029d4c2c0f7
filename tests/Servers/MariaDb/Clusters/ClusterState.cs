using System.Text.Json;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>What the cluster must still know after everything was switched off: who is primary, above all.</summary>
/// <param name="Starts">How many times nodes were started, so that each start gets a number of its own.</param>
internal sealed record ClusterState(string Primary, AcknowledgedBy AcknowledgedBy, bool HasAccounts, int Starts, MariaDbAccount Application, MariaDbAccount Replication)
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true };

    public static ClusterState New(string primary, MariaDbAccount application) =>
        new(primary, AcknowledgedBy.AwayReplicas, HasAccounts: false, 0, application, MariaDbAccount.New("replication"));

    public static ClusterState? Read(string file) => File.Exists(file) ? JsonSerializer.Deserialize<ClusterState>(File.ReadAllText(file), _json) : null;

    public void Save(string file) => PrivateFile.Write(file, JsonSerializer.Serialize(this, _json));
}
