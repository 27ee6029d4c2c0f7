using MemberGrains.Interfaces.Identities;
using MemberGrains.Simulation.Record;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.World;

/// <summary>How long operations stay unfinished once no fault stands in their way; looks at the rows, not at the index that the product goes by.</summary>
internal sealed class RecoveryWatch(WorldRecord record, TimeProvider time)
{
    private static readonly TimeSpan _every = TimeSpan.FromMilliseconds(250);
    private readonly Dictionary<(IdentityKey Key, string Operation), (UnfinishedRow Row, TimeSpan For)> _seen = [];

    /// <summary>Every row that was unfinished, with the longest time it was seen so since the calm or since it entered.</summary>
    public IEnumerable<(UnfinishedRow Row, TimeSpan For)> Seen => _seen.Values;

    /// <summary>Watches from now on, when the last fault has ended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var calm = time.GetUtcNow();
        while (!stop.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            foreach (var row in record.Tables.Values.SelectMany(Unfinished))
                _seen[(row.Key, row.OperationId)] = (row, now - (row.Since > calm ? row.Since : calm));
            await Task.Delay(_every, time, CancellationToken.None);
        }
    }

    private static IEnumerable<UnfinishedRow> Unfinished(ClusterTables tables)
    {
        foreach (var row in tables.Rows.Values)
        {
            if (row.Pending is { } pending) yield return new UnfinishedRow(row.Key, pending.OperationId, pending.Entry.Type, false, pending.PreparedAt, pending.Coordinator, []);
        }

        foreach (var (coordinator, decided) in tables.Decided)
            yield return new UnfinishedRow(coordinator, decided.OperationId, decided.Type, true, decided.DecidedAt, coordinator, decided.Participants);
    }
}
