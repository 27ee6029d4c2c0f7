namespace MemberGrains.Interfaces.History;

/// <summary>What changed an identity. The wire names are <see cref="ChangeTypes"/>.</summary>
[GenerateSerializer, Alias("mg.change-type")]
public enum ChangeType
{
    /// <summary>Registered, a member of its own.</summary>
    Registered = 0,

    /// <summary>Joined with another identity's member.</summary>
    Bound = 1,

    /// <summary>One identity left its member.</summary>
    Unbound = 2,

    /// <summary>One identity took another's place.</summary>
    Replaced = 3,

    /// <summary>Two members were joined by order.</summary>
    Merged = 4,

    /// <summary>A bind, replace or merge was undone.</summary>
    Split = 5,

    /// <summary>Held by an operator.</summary>
    Quarantined = 6,

    /// <summary>Released by an operator.</summary>
    Released = 7,
}
