namespace MemberGrains.Interfaces.Identities;

/// <summary>Why a text is not an identity.</summary>
public enum IdentityProblem
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Unknown kind, or a value that is not of its kind's form.</summary>
    Invalid,

    /// <summary>A value known as junk (<see cref="BlockedValues"/>); found before its form is looked at.</summary>
    Blocked,
}
