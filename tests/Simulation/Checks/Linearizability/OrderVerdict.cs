namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>What the search for an order says.</summary>
internal enum OrderVerdict
{
    /// <summary>There is one.</summary>
    Found = 0,

    /// <summary>There is none.</summary>
    Impossible = 1,

    /// <summary>None was found among those tried, and not all were.</summary>
    GivenUp = 2,
}
