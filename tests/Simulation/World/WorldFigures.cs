namespace MemberGrains.Simulation.World;

/// <summary>What worlds covered; adds up over seeds.</summary>
/// <param name="Commands">Commands.</param>
/// <param name="Tries">Tries of commands.</param>
/// <param name="Reads">Reads.</param>
/// <param name="Changes">Row changes committed.</param>
/// <param name="Hazards">Bad times of record, network and stream.</param>
/// <param name="SiloFaults">Silos killed, stopped, voted dead, cut off.</param>
/// <param name="StoreFaults">Calls of the store that met a fault.</param>
/// <param name="StreamFaults">Messages of the stream that met a fault.</param>
/// <param name="Simulated">Virtual time.</param>
/// <param name="Steps">Steps of the simulator.</param>
public readonly record struct WorldFigures(
    long Commands, long Tries, long Reads, long Changes, long Hazards, long SiloFaults, long StoreFaults, long StreamFaults, TimeSpan Simulated, long Steps)
{
    /// <summary>The sum of this and another.</summary>
    public WorldFigures Plus(WorldFigures other) => new(
        Commands + other.Commands,
        Tries + other.Tries,
        Reads + other.Reads,
        Changes + other.Changes,
        Hazards + other.Hazards,
        SiloFaults + other.SiloFaults,
        StoreFaults + other.StoreFaults,
        StreamFaults + other.StreamFaults,
        Simulated + other.Simulated,
        Steps + other.Steps);
}
