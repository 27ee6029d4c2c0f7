namespace MemberGrains.Interfaces.Members;

/// <summary>Whether an identity may take part in commands.</summary>
[GenerateSerializer, Alias("mg.identity-status")]
public enum IdentityStatus
{
    /// <summary>Yes.</summary>
    Active = 0,

    /// <summary>No: an operator holds it until it is released.</summary>
    Quarantined = 1,
}
