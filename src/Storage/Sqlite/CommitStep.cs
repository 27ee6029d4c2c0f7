namespace MemberGrains.Storage.Sqlite;

/// <summary>The points between any two steps of a batch, where crash tests kill the process.</summary>
internal enum CommitStep
{
    BeforeBegin,
    AfterBegin,
    AfterRow,
    AfterHistory,
    AfterOutbox,
    AfterAnswer,
    AfterIndex,
    AfterFinished,
    BeforeCommit,
    AfterCommit,
}
