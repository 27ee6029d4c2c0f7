namespace MemberGrains.Resilience.Admission;

/// <summary>What becomes of a request that arrives.</summary>
public enum AdmissionDecision
{
    /// <summary>It runs now.</summary>
    Run,

    /// <summary>It waits for room.</summary>
    Wait,

    /// <summary>There is no room to wait either.</summary>
    Refuse,
}
