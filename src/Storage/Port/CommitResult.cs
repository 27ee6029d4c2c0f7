namespace MemberGrains.Storage.Port;

/// <summary>How a conditional write ended.</summary>
public enum CommitResult
{
    /// <summary>Written and durable.</summary>
    Committed,

    /// <summary>Another revision is there, or an answer is recorded under the key already: nothing was written, load again.</summary>
    Stale,

    /// <summary>The slot has another epoch: nothing was written, load again.</summary>
    EpochMoved,
}
