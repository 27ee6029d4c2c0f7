namespace MemberGrains.Grains.Protocol;

/// <summary>What a coordinator says of an operation.</summary>
[GenerateSerializer, Alias("mg.operation-fate")]
public enum OperationFate
{
    /// <summary>
    /// Not decided at the moment of this answer. Only the activation that runs the operation says so, and only while it
    /// has not sent the decision to the store: no one else could decide it.
    /// </summary>
    Undecided = 0,

    /// <summary>Decided, for ever: apply it.</summary>
    Decided = 1,

    /// <summary>Not decided, and it never can be: undo the prepare.</summary>
    Aborted = 2,
}
