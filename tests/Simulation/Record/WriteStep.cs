namespace MemberGrains.Simulation.Record;

/// <summary>A step of the commit across identities, by what it writes.</summary>
public enum WriteStep
{
    /// <summary>A participant gets ready.</summary>
    Prepare = 0,

    /// <summary>The coordinator decides.</summary>
    Decide = 1,

    /// <summary>A participant applies what was decided.</summary>
    Apply = 2,

    /// <summary>A participant undoes its prepare.</summary>
    Undo = 3,

    /// <summary>A coordinator makes an operation that it does not know impossible.</summary>
    Fence = 4,

    /// <summary>An answer without change is recorded.</summary>
    Answer = 5,

    /// <summary>An operation leaves the index.</summary>
    Finish = 6,
}
