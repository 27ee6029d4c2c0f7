using MemberGrains.Grains.Identities;
using MemberGrains.Interfaces.History;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>Every row write there is: prepare, apply, undo, fence, decide, and an answer alone.</summary>
internal static class RowWrites
{
    /// <summary>Ready for an operation of another coordinator.</summary>
    public static RowCommit Prepare(IdentitySession session, PendingChange pending) => new()
    {
        Expected = session.Stamp,
        Row = Next(session) with { Pending = pending },
        Index = new IndexChange.EnterPrepared(),
    };

    /// <summary>The operation it was prepared for is decided.</summary>
    public static RowCommit Apply(IdentitySession session, PendingChange pending) => new()
    {
        Expected = session.Stamp,
        Row = Changed(session, pending.Entry),
        Entry = pending.Entry,
        Index = new IndexChange.LeavePrepared(pending.OperationId),
    };

    /// <summary>The operation it was prepared for can never be decided.</summary>
    public static RowCommit Undo(IdentitySession session, PendingChange pending) => new()
    {
        Expected = session.Stamp,
        Row = Next(session) with { Pending = null },
        Index = new IndexChange.LeavePrepared(pending.OperationId),
    };

    /// <summary>Only the revision advances: what another activation decides on the one before can not be written.</summary>
    public static RowCommit Fence(IdentitySession session) => new() { Expected = session.Stamp, Row = Next(session) };

    /// <summary>The decision: the coordinator's own change, with everything that must be durable together with it.</summary>
    public static RowCommit Decide(IdentitySession session, HistoryEntry entry, RecordedAnswer? answer, DecidedOperation? toTell) => new()
    {
        Expected = session.Stamp,
        Row = Changed(session, entry),
        Entry = entry,
        Answer = answer,
        Index = toTell is null ? null : new IndexChange.EnterDecided(toTell),
    };

    /// <summary>An answer that changes nothing, if the state it stands on is still held; no row is made for it.</summary>
    public static RowCommit AnswerAlone(IdentitySession session, RecordedAnswer answer) => new() { Expected = session.Stamp, Answer = answer };

    private static IdentityRow Next(IdentitySession session) => session.Row! with { Revision = session.Row!.Revision + 1 };

    private static IdentityRow Changed(IdentitySession session, HistoryEntry entry) =>
        Next(session) with { Version = entry.Version, State = entry.After, Pending = null };
}
