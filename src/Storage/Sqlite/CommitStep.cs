namespace MemberGrains.Storage.Sqlite;

/// <summary>
/// The points between any two steps of a batch, where crash tests kill the process and fault tests throw. What is thrown at
/// <see cref="AtCommit"/> and <see cref="AfterCommit"/> counts as COMMIT's own error.
/// </summary>
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
    AtCommit,
    AfterCommit,
}
