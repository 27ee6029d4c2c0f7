namespace MemberGrains.Simulation.World;

/// <summary>What worlds covered; adds up over seeds.</summary>
/// <param name="Worlds">Worlds that came to their end.</param>
/// <param name="Commands">Commands.</param>
/// <param name="Tries">Tries of commands.</param>
/// <param name="Reads">Reads.</param>
/// <param name="Changes">Row changes committed.</param>
/// <param name="Hazards">Bad times of record, network and stream.</param>
/// <param name="SiloFaults">Silos killed, stopped, voted dead, cut off.</param>
/// <param name="StepCrashes">Of these, silos killed at an exact step of the commit.</param>
/// <param name="Promotions">Primaries promoted.</param>
/// <param name="StoreFaults">Calls of the store that met a fault.</param>
/// <param name="StreamFaults">Messages of the stream that met a fault.</param>
/// <param name="CentersOut">Times a center was marked out for a physical cluster.</param>
/// <param name="Orders">Sets of steps tried in the search for an order of everything.</param>
/// <param name="GivenUp">Worlds in which that search gave up.</param>
/// <param name="Slowest">The longest that an operation stayed unfinished without a fault in its way.</param>
/// <param name="Simulated">Virtual time.</param>
/// <param name="Steps">Steps of the simulator.</param>
public readonly record struct WorldFigures(
    long Worlds,
    long Commands,
    long Tries,
    long Reads,
    long Changes,
    long Hazards,
    long SiloFaults,
    long StepCrashes,
    long Promotions,
    long StoreFaults,
    long StreamFaults,
    long CentersOut,
    long Orders,
    long GivenUp,
    TimeSpan Slowest,
    TimeSpan Simulated,
    long Steps)
{
    /// <summary>Whether the search for an order gave up so rarely (one world in a thousand) that what it found stands for all.</summary>
    public bool KnowsOrders => GivenUp * 1_000 <= Worlds;

    /// <summary>The sum of this and another.</summary>
    public WorldFigures Plus(WorldFigures other) => new(
        Worlds + other.Worlds,
        Commands + other.Commands,
        Tries + other.Tries,
        Reads + other.Reads,
        Changes + other.Changes,
        Hazards + other.Hazards,
        SiloFaults + other.SiloFaults,
        StepCrashes + other.StepCrashes,
        Promotions + other.Promotions,
        StoreFaults + other.StoreFaults,
        StreamFaults + other.StreamFaults,
        CentersOut + other.CentersOut,
        Orders + other.Orders,
        GivenUp + other.GivenUp,
        Slowest > other.Slowest ? Slowest : other.Slowest,
        Simulated + other.Simulated,
        Steps + other.Steps);
}
