namespace MemberGrains.Interfaces.Commands;

/// <summary>Every way a command can end. The wire names and statuses are <see cref="CommandOutcomes"/>.</summary>
[GenerateSerializer, Alias("mg.command-outcome")]
public enum CommandOutcome
{
    /// <summary>Registered now.</summary>
    Registered = 0,

    /// <summary>Was registered before; nothing changed.</summary>
    AlreadyRegistered = 1,

    /// <summary>Two members were joined, or one grew.</summary>
    Bound = 2,

    /// <summary>Both were of one member already; nothing changed.</summary>
    AlreadyBound = 3,

    /// <summary>Left its member.</summary>
    Unbound = 4,

    /// <summary>Was alone already; nothing changed.</summary>
    NotBound = 5,

    /// <summary>One identity took another's place.</summary>
    Replaced = 6,

    /// <summary>Two members were joined by order.</summary>
    Merged = 7,

    /// <summary>Both were of one member already; nothing changed.</summary>
    AlreadyMerged = 8,

    /// <summary>Held now, by an operator.</summary>
    PutInQuarantine = 9,

    /// <summary>Was held before; nothing changed.</summary>
    AlreadyQuarantined = 10,

    /// <summary>Released now.</summary>
    Released = 11,

    /// <summary>Was not held; nothing changed.</summary>
    NotQuarantined = 12,

    /// <summary>An operation was undone.</summary>
    Split = 13,

    /// <summary>Refused, 404: the identity is not registered.</summary>
    IdentityUnknown = 100,

    /// <summary>Refused, 423: an identity of the members named is quarantined.</summary>
    Quarantined = 101,

    /// <summary>Refused, 409: the joined member would exceed the limit of the first-named identity's kind.</summary>
    Taken = 102,

    /// <summary>Refused, 409: the joined member would exceed the limit of another kind.</summary>
    KindOccupied = 103,

    /// <summary>Refused, 409: more than 16 identities in all.</summary>
    LimitReached = 104,

    /// <summary>Refused, 404: no operation of this id that can be undone. Never recorded.</summary>
    OperationUnknown = 105,

    /// <summary>Refused, 409: another operation has changed one of its identities since.</summary>
    Superseded = 106,
}
