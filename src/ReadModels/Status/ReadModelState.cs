namespace MemberGrains.ReadModels.Status;

/// <summary>What can be expected of a read model now.</summary>
public enum ReadModelState
{
    /// <summary>Within its lag budget.</summary>
    Live,

    /// <summary>Answers, but beyond its lag budget, or nothing has told yet how far it is.</summary>
    Behind,

    /// <summary>Being filled for the first time; it is not read.</summary>
    Rebuilding,

    /// <summary>It could not be written when last tried.</summary>
    Down,
}
