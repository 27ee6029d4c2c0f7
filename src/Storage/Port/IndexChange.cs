namespace MemberGrains.Storage.Port;

/// <summary>What a row write does to the index of unfinished rows. Closed: one of the nested records.</summary>
public abstract record IndexChange
{
    private IndexChange()
    {
    }

    /// <summary>The row is prepared for its pending operation.</summary>
    public sealed record EnterPrepared : IndexChange;

    /// <summary>The row is no longer prepared for that operation.</summary>
    public sealed record LeavePrepared(string OperationId) : IndexChange;

    /// <summary>The row write decides an operation.</summary>
    public sealed record EnterDecided(DecidedOperation Operation) : IndexChange;
}
