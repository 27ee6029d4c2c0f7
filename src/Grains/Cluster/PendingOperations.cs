using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Grains.Cluster;

/// <summary>What the indexes of unfinished rows say of operations under way.</summary>
internal sealed class PendingOperations(IUnfinishedIndex index, SlotMap slots, TimeProvider time)
{
    // Of each physical cluster; more than that at once is an incident, and the oldest tell of it.
    private const int MostRows = 1000;

    public async Task<ImmutableArray<PendingOperation>> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var rows = new List<UnfinishedRow>();
        foreach (var cluster in slots.Clusters) rows.AddRange(await index.ReadAsync(cluster.Id, now, MostRows, cancellation));
        return [.. rows.GroupBy(row => row.OperationId, StringComparer.Ordinal).Select(operation => Describe([.. operation], now)).OrderByDescending(operation => operation.AgeMs)];
    }

    private static PendingOperation Describe(ImmutableArray<UnfinishedRow> rows, DateTimeOffset now)
    {
        var decided = rows.FirstOrDefault(row => row.Decided);
        var prepared = rows.Where(row => !row.Decided).Select(row => row.Key).Distinct().Order().ToImmutableArray();
        var since = rows.Min(row => row.Since);
        return new PendingOperation(
            rows[0].OperationId,
            rows[0].Type.Name(),
            decided is null ? "preparing" : "decided",
            Math.Max(0, (long)(now - since).TotalMilliseconds),
            rows[0].Coordinator,
            // Decided and none prepared any more: what is unfinished is that the coordinator has not heard from all.
            prepared.IsEmpty && decided is not null ? decided.Participants : prepared);
    }
}
