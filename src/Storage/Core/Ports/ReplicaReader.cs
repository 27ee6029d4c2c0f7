using System.Collections.Immutable;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class ReplicaReader(Routing routing) : IReplicaReader
{
    public async ValueTask<ImmutableArray<ReplicaRow?>> ReadAsync(string center, ImmutableArray<IdentityKey> keys, CancellationToken cancellation)
    {
        var rows = new ReplicaRow?[keys.Length];
        var reads = new List<Task>(routing.Clusters.Count);
        foreach (var cluster in routing.Clusters)
        {
            int[] places = [.. Enumerable.Range(0, keys.Length).Where(place => routing.Of(keys[place]) == cluster)];
            if (places.Length > 0) reads.Add(FillAsync(cluster, center, keys, places, rows, cancellation));
        }

        await Task.WhenAll(reads);
        return [.. rows];
    }

    private static async Task FillAsync(
        ClusterRecord cluster, string center, ImmutableArray<IdentityKey> keys, int[] places, ReplicaRow?[] rows, CancellationToken cancellation)
    {
        try
        {
            var read = await cluster.Replicas.Of(center).AskAsync([.. places.Select(place => keys[place])], cancellation);
            for (int i = 0; i < places.Length; i++) rows[places[i]] = read[i];
        }
        catch (StoreUnavailableException)
        {
            // Its places stay null, which is how the port says so; the batcher has counted the error.
        }
    }
}
