namespace MemberGrains.Gateway.Accounts;

/// <summary>What an account is for.</summary>
public enum AccountClass
{
    /// <summary>Reads, searches what can be routed, and commands.</summary>
    Order = 0,

    /// <summary>Reads and searches, scans included; no commands.</summary>
    Marketing = 1,

    /// <summary>Operations only.</summary>
    Operator = 2,
}
