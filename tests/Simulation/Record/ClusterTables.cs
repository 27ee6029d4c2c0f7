using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Record;

/// <summary>
/// Everything one physical cluster holds, in memory: it outlives every silo, and the checks read it at rest. Ordered by
/// key throughout, so that nothing depends on hash codes.
/// </summary>
public sealed class ClusterTables
{
    /// <summary>Rows by identity.</summary>
    public SortedDictionary<IdentityKey, IdentityRow> Rows { get; } = [];

    /// <summary>Every row ever committed with its time, oldest first: what a replica that is behind still shows.</summary>
    public SortedDictionary<IdentityKey, List<(DateTimeOffset At, IdentityRow Row)>> RowLog { get; } = [];

    /// <summary>History by identity, oldest first.</summary>
    public SortedDictionary<IdentityKey, List<HistoryEntry>> History { get; } = [];

    /// <summary>When each entry was written, with its operation; oldest first.</summary>
    public List<(DateTimeOffset At, string OperationId)> Operations { get; } = [];

    /// <summary>Who decided an operation, by slot and operation id.</summary>
    public Dictionary<(Slot Slot, string OperationId), IdentityKey> Decisions { get; } = [];

    /// <summary>Events not deleted yet, by id, with the time since which their operation may have been decided.</summary>
    public SortedDictionary<long, (ChangeEvent Event, DateTimeOffset Since)> Outbox { get; } = [];

    /// <summary>Centers marked out.</summary>
    public SortedDictionary<string, CenterOut> Out { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a center was marked out.</summary>
    public int MarkedOut { get; set; }

    /// <summary>What centers that are or were out have not been told, by center and id.</summary>
    public SortedDictionary<(string Center, long Id), ChangeEvent> Backlog { get; } = [];

    /// <summary>Recorded answers.</summary>
    public Dictionary<AnswerKey, RecordedAnswer> Answers { get; } = [];

    /// <summary>The index of unfinished rows, in the order they entered.</summary>
    public List<UnfinishedRow> Unfinished { get; } = [];

    /// <summary>Decided operations by coordinator, in the order they were decided: the list a grain loads.</summary>
    public List<(IdentityKey Coordinator, DecidedOperation Operation)> Decided { get; } = [];

    /// <summary>Fences by job.</summary>
    public Dictionary<string, HeldFence> Fences { get; } = [];

    /// <summary>Epochs that are not 1.</summary>
    public Dictionary<Slot, long> Epochs { get; } = [];

    /// <summary>How often a primary was promoted: every slot's epoch is so much higher.</summary>
    public int Promotions { get; private set; }

    /// <summary>Whether another primary was promoted in place of this one. It only does what is not refused by its epoch.</summary>
    public bool IsDemoted { get; private set; }

    /// <summary>The id the next outbox row gets; never given twice.</summary>
    public long NextOutboxId { get; set; } = 1;

    /// <summary>The row, absent ones at revision 0.</summary>
    public IdentityRow Row(IdentityKey key) => Rows.GetValueOrDefault(key) ?? IdentityRow.Absent(key);

    /// <summary>The row as it was at that time.</summary>
    public IdentityRow RowAt(IdentityKey key, DateTimeOffset time) =>
        RowLog.TryGetValue(key, out var log) && log.FindLastIndex(version => version.At <= time) is >= 0 and var place
            ? log[place].Row
            : IdentityRow.Absent(key);

    /// <summary>The slot's epoch.</summary>
    public long Epoch(Slot slot) => Epochs.GetValueOrDefault(slot, 1) + Promotions;

    /// <summary>The identity's history, oldest first.</summary>
    public IReadOnlyList<HistoryEntry> HistoryOf(IdentityKey key) => History.TryGetValue(key, out var log) ? log : [];

    /// <summary>
    /// Ends this primary: the epoch of every slot advances here first, then a replica that has all that was acknowledged
    /// takes over. Returns the new primary.
    /// </summary>
    public ClusterTables Promote()
    {
        Promotions++;
        IsDemoted = true;
        var next = new ClusterTables { Promotions = Promotions, NextOutboxId = NextOutboxId, MarkedOut = MarkedOut };
        foreach (var (key, row) in Rows) next.Rows.Add(key, row);
        foreach (var (key, log) in RowLog) next.RowLog.Add(key, [.. log]);
        foreach (var (key, log) in History) next.History.Add(key, [.. log]);
        foreach (var (id, item) in Outbox) next.Outbox.Add(id, item);
        foreach (var (center, mark) in Out) next.Out.Add(center, mark);
        foreach (var (place, change) in Backlog) next.Backlog.Add(place, change);
        foreach (var (key, answer) in Answers) next.Answers.Add(key, answer);
        foreach (var (job, fence) in Fences) next.Fences.Add(job, fence);
        foreach (var (slot, epoch) in Epochs) next.Epochs.Add(slot, epoch);
        foreach (var (operation, coordinator) in Decisions) next.Decisions.Add(operation, coordinator);
        next.Operations.AddRange(Operations);
        next.Unfinished.AddRange(Unfinished);
        next.Decided.AddRange(Decided);
        return next;
    }
}
