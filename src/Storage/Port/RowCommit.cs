using MemberGrains.Interfaces.History;

namespace MemberGrains.Storage.Port;

/// <summary>
/// One row write with everything that goes into the same transaction. At least one of <see cref="Row"/> and
/// <see cref="Answer"/> is set; with an answer alone (refusals, answers without change) no row is made or advanced.
/// </summary>
public sealed record RowCommit
{
    /// <summary>The revision (0: no row) and epoch that must still hold at the primary.</summary>
    public required RowStamp Expected { get; init; }

    /// <summary>The new row, its revision one above the expected one; null to write no row.</summary>
    public IdentityRow? Row { get; init; }

    /// <summary>The committed change: becomes one history and one outbox row; null for prepares, aborts and fences.</summary>
    public HistoryEntry? Entry { get; init; }

    /// <summary>
    /// Whether this is an operation's decision: a change that was not prepared for another coordinator. There is one for each
    /// operation, and the history is looked up by it: an operation id must not be decided twice in a slot.
    /// </summary>
    public bool Decides => Entry is not null && Index is not IndexChange.LeavePrepared;

    /// <summary>The answer to record under its key; null if none.</summary>
    public RecordedAnswer? Answer { get; init; }

    /// <summary>The row of this key to put into, or take out of, the index of unfinished rows; null to leave it.</summary>
    public IndexChange? Index { get; init; }
}
