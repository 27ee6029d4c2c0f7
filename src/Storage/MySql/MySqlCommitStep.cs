namespace MemberGrains.Storage.MySql;

/// <summary>The points of a group commit where tests kill a process or server, or fill a disk.</summary>
internal enum MySqlCommitStep
{
    BeforeLock,
    AfterLock,
    BeforeWrite,
    AfterCommit,
}
