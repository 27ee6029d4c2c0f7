using System.Collections.Immutable;
using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Simulation.Record;

namespace MemberGrains.Simulation.World;

/// <summary>Draws the faults of a world: some worlds have none, some many at once.</summary>
internal static class HazardPlan
{
    private const int MostHazards = 8;
    private const double ShareOfOutages = 0.15;

    /// <summary>How soon relays mark a center out in a world where a broker is away for long.</summary>
    public static TimeSpan OutAfter { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Bad times of record, network and stream.</summary>
    public static ImmutableArray<Hazard> Draw(SimulationRandom random, TimeSpan until)
    {
        var hazards = ImmutableArray.CreateBuilder<Hazard>();
        for (int i = random.Next(MostHazards + 1); i > 0; i--) hazards.Add(DrawOne(random, until));
        return [.. hazards.OrderBy(hazard => hazard.At)];
    }

    /// <summary>
    /// In a share of the worlds a center's broker is away for long, once or twice; drawn apart, so that all other worlds
    /// stay what they are.
    /// </summary>
    public static ImmutableArray<Hazard> DrawOutages(SimulationRandom random, TimeSpan until)
    {
        if (!random.Chance(ShareOfOutages)) return [];
        var outages = ImmutableArray.CreateBuilder<Hazard>();
        for (int i = random.Next(2); i >= 0; i--)
        {
            var length = random.Between(OutAfter, until < OutAfter ? 3 * OutAfter : until + OutAfter);
            outages.Add(new Hazard.StreamOutage(random.Between(TimeSpan.Zero, until), length, random.Next(2) == 0 ? "a" : "b"));
        }

        return outages.DrainToImmutable();
    }

    /// <summary>Faults of the silos: kills, stops, silos that are voted dead and live on, cuts between the centers.</summary>
    public static FaultPlan DrawSilos(SimulationRandom random, TimeSpan until) => new()
    {
        KillEvery = Mean(random, until, 0.6),
        StopEvery = Mean(random, until, 0.25),
        ZombieEvery = Mean(random, until, 0.3),
        ZombieFor = random.Between(until / 10, until),
        StaleCalls = random.NextDouble(),
        CutEvery = Mean(random, until, 0.2),
        CutFor = random.Between(until / 20, until / 3),
        RestartAfter = random.Between(TimeSpan.FromMilliseconds(50), until / 2),
        CenterOf = silo => Topology.CenterOf(silo.Name),
    };

    /// <summary>In a share of the worlds such a fault comes about one to sixteen times.</summary>
    private static TimeSpan Mean(SimulationRandom random, TimeSpan until, double share) =>
        random.Chance(share) ? random.Between(until / 16, until) : TimeSpan.Zero;

    private static Hazard DrawOne(SimulationRandom random, TimeSpan until)
    {
        var (at, length) = (random.Between(TimeSpan.Zero, until), random.Between(until / 50, until / 3));
        string cluster = random.Next(2) == 0 ? "c0" : "c1";
        double share = 0.05 + (random.NextDouble() * 0.4);
        return random.Next(16) switch
        {
            0 => new Hazard.StoreOutage(at, length, cluster),
            1 => new Hazard.StoreSlow(at, length, cluster),
            2 or 3 or 4 => new Hazard.StoreRough(at, length, cluster, share),
            5 or 6 => new Hazard.NetworkRough(at, length, share / 3),
            7 or 8 => new Hazard.Promotion(at, random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(4)), cluster),
            9 => new Hazard.SlotEpoch(at, length, random.Next(64)),
            < 14 => new Hazard.SiloCrash(at, until - at, (WriteStep)random.Next(WriteSteps.Count), (CrashMoment)random.Next(3)),
            14 => new Hazard.ReplicaLag(at, length, cluster, random.Next(2) == 0 ? "a" : "b", random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(8))),
            _ => new Hazard.StreamRough(at, length, random.Next(2) == 0 ? "a" : "b", share),
        };
    }
}
