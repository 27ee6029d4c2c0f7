using MemberGrains.Engine.Embedded.Hosting;
using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>Carries out a <see cref="FaultPlan"/> on a simulated cluster.</summary>
public sealed class FaultDriver
{
    private readonly Simulator _simulator;
    private readonly InProcessTestCluster _cluster;
    private readonly FaultPlan _plan;
    private readonly SimulationRandom _random;
    private readonly HashSet<InProcessSiloHandle> _zombies = [];

    public FaultDriver(Simulator simulator, InProcessTestCluster cluster, FaultPlan plan)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(plan);
        _simulator = simulator;
        _cluster = cluster;
        _plan = plan;
        _random = simulator.Faults.Random.Fork("plan");
    }

    /// <summary>The number of faults made.</summary>
    public int Faults { get; private set; }

    /// <summary>Makes faults until <paramref name="stop"/>, then repairs: cuts are healed, zombies killed, every silo is back.</summary>
    public async Task Run(CancellationToken stop)
    {
        _cluster.SendStaleCalls(_plan.StaleCalls);
        await Task.WhenAll(
            Repeat(_plan.KillEvery, Kill, stop),
            Repeat(_plan.StopEvery, Stop, stop),
            Repeat(_plan.ZombieEvery, Zombie, stop),
            Repeat(_plan.CutEvery, Cut, stop));
        _cluster.SendStaleCalls(0);
    }

    /// <summary>
    /// Kills a silo at this very moment, and starts it again as the plan says. False if there is none in service of that
    /// name, or too few would be left.
    /// </summary>
    public async Task<bool> CrashAsync(string name, CancellationToken stop)
    {
        var candidates = Candidates();
        if (candidates.Count <= _plan.LeaveInService || candidates.Find(silo => silo.Name == name) is not { } silo) return false;
        Faults++;
        await _cluster.KillSiloAsync(silo);
        await Replace(silo, stop);
        return true;
    }

    private async Task Repeat(TimeSpan mean, Func<CancellationToken, Task> fault, CancellationToken stop)
    {
        if (mean <= TimeSpan.Zero) return;
        while (await Pass(Exponential(mean), stop)) await fault(stop);
    }

    private async Task Kill(CancellationToken stop)
    {
        if (Victim() is not { } silo) return;
        await _cluster.KillSiloAsync(silo);
        await Replace(silo, stop);
    }

    private async Task Stop(CancellationToken stop)
    {
        if (Victim() is not { } silo) return;
        await _cluster.StopSiloAsync(silo);
        await Replace(silo, stop);
    }

    private async Task Zombie(CancellationToken stop)
    {
        if (Victim() is not { } silo) return;
        _zombies.Add(silo);
        _cluster.MakeZombie(silo);
        await Pass(Exponential(_plan.ZombieFor), stop);
        await _cluster.KillSiloAsync(silo);
        _zombies.Remove(silo);
        await Replace(silo, stop);
    }

    private async Task Cut(CancellationToken stop)
    {
        var centers = _cluster.Silos.Select(_plan.CenterOf).Distinct().Order(StringComparer.Ordinal).ToList();
        if (centers.Count < 2) return;
        Faults++;
        var center = centers[_random.Next(centers.Count)];
        using (_cluster.Cut(_cluster.Silos.Where(s => _plan.CenterOf(s) == center))) await Pass(Exponential(_plan.CutFor), stop);
    }

    private InProcessSiloHandle? Victim()
    {
        var candidates = Candidates();
        if (candidates.Count <= _plan.LeaveInService) return null;
        Faults++;
        return candidates[_random.Next(candidates.Count)];
    }

    private List<InProcessSiloHandle> Candidates() => _cluster.Silos.Where(s => s.IsActive && !_zombies.Contains(s)).ToList();

    private async Task Replace(InProcessSiloHandle silo, CancellationToken stop)
    {
        await Pass(_random.Between(TimeSpan.Zero, _plan.RestartAfter), stop);
        await _cluster.StartNumbered(silo.InstanceNumber);
    }

    // False: it is time to stop.
    private async Task<bool> Pass(TimeSpan time, CancellationToken stop)
    {
        try
        {
            await Task.Delay(time, _simulator.TimeProvider, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private TimeSpan Exponential(TimeSpan mean) => mean * Math.Min(10, -SimulationMath.Log(1 - _random.NextDouble()));
}
