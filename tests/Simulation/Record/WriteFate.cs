namespace MemberGrains.Simulation.Record;

/// <summary>What becomes of a write.</summary>
public enum WriteFate
{
    /// <summary>Written, and the caller hears it.</summary>
    Written = 0,

    /// <summary>Not written, and the caller knows.</summary>
    Refused = 1,

    /// <summary>Not written; the caller does not know.</summary>
    LostBefore = 2,

    /// <summary>Written; the caller does not know.</summary>
    LostAfter = 3,

    /// <summary>The caller does not know, and it is written later.</summary>
    WrittenLate = 4,
}
