using System.Collections.Immutable;
using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Simulation.Checks;
using MemberGrains.Simulation.Workload;
using Orleans.TestingHost;

namespace MemberGrains.Simulation.World;

/// <summary>
/// One seed: a cluster of three silos in two centers with record, stream and views, clients that work and faults that
/// strike; then calm, and the checks.
/// </summary>
public sealed class SimulatedWorld
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CalmTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);
    private const int CalmTries = 5;
    private const int LinesKept = 2_000;

    private readonly WorldOptions _options;
    private readonly Simulator _simulator;
    private readonly Recorder _recorder;
    private readonly ImmutableArray<Hazard> _hazards;
    private readonly ImmutableArray<Hazard> _outages;
    private readonly WorkPlan _work;

    private SimulatedWorld(WorldOptions options)
    {
        _options = options;
        _simulator = new Simulator((ulong)options.Seed, new SimulatorOptions { TimeLimit = LongestRun, TraceLines = LinesKept, TraceTo = options.TraceTo });
        _recorder = new Recorder(_simulator.TimeProvider);
        _work = WorkPlan.Draw(_simulator.Random.Fork("work"), options.Clients, options.Steps);
        _outages = options.Faults ? HazardPlan.DrawOutages(_simulator.Random.Fork("outages"), _work.Length) : [];
        _hazards = options.Faults ? [.. HazardPlan.Draw(_simulator.Random.Fork("hazards"), _work.Length), .. _outages] : [];
    }

    /// <summary>What a seed draws before anything runs, one line for each client and each bad time.</summary>
    public static ImmutableArray<string> Plan(WorldOptions options)
    {
        var world = new SimulatedWorld(options);
        return [.. world._work.Clients.Select(steps => string.Join(" | ", steps)), .. world._hazards.Select(hazard => hazard.ToString())];
    }

    /// <summary>Runs a seed to its end and checks the promises.</summary>
    public static WorldResult Run(WorldOptions options)
    {
        var world = new SimulatedWorld(options);
        var figures = new WorldFigures { Worlds = 1 };
        ImmutableArray<Violation> violations = [];
        Exception? fault = null;
        try
        {
            (var evidence, figures) = world._simulator.Run(world.LiveAsync);
            violations = PromiseChecks.Run(evidence);
            figures = figures with { Orders = evidence.OrdersTried, GivenUp = evidence.GaveUp ? 1 : 0 };
        }
        catch (Exception ended)
        {
            // Whatever it is, the seed shows it again: it is the result.
            fault = ended;
        }

        return new WorldResult(options.Seed, violations, fault, world._simulator.Trace.Hash, [.. world._simulator.Trace.Last], figures);
    }

    private async Task<(Evidence Evidence, WorldFigures Figures)> LiveAsync()
    {
        InProcessTestCluster? clients = null;
        await using var parts = WorldParts.Open(_simulator, _options, () => clients!.Client);
        await using var cluster = clients = WorldCluster.Build(_simulator, parts, _work.Limits, _options, _outages.IsEmpty ? null : HazardPlan.OutAfter);
        await cluster.DeployAsync();
        await parts.StartAsync();

        using var calm = new CancellationTokenSource(_work.Length, _simulator.TimeProvider);
        var driver = new FaultDriver(_simulator, cluster, _options.Faults ? HazardPlan.DrawSilos(_simulator.Random.Fork("silos"), _work.Length) : new FaultPlan());
        parts.Crashes.Kill = silo => driver.CrashAsync(silo, calm.Token);
        var silos = driver.Run(calm.Token);
        var hazards = new HazardDriver(_simulator, parts, _work.Identities).RunAsync(_hazards);
        var callers = Clients(cluster);
        var work = Task.WhenAll(callers.Select(caller => caller.RunAsync()).ToArray());
        await Task.WhenAll(silos, hazards);
        await parts.Crashes.OverAsync();

        using var over = new CancellationTokenSource();
        var watch = new RecoveryWatch(parts.Record, _simulator.TimeProvider);
        var watching = watch.RunAsync(over.Token);
        await work;
        await SettleAsync(callers[0]);
        await RestAsync(parts);
        over.Cancel();
        await watching;

        var evidence = await EvidenceCollector.CollectAsync(_recorder, parts, watch, _work.Limits, _options.Faults);
        await parts.StopAsync();
        return (evidence, Figures(parts, driver.Faults, evidence));
    }

    private List<Client> Clients(InProcessTestCluster cluster)
    {
        var gateway = new Gateway(cluster.Client, _recorder, _simulator.TimeProvider);
        var patience = _simulator.TimeProvider.GetUtcNow() + _work.Length + LongestRest;
        return
        [
            .. _work.Clients.Select((steps, number) =>
                new Client($"client-{number}", steps, gateway, _recorder, _simulator.Random.Fork($"client {number}"), _simulator.TimeProvider, patience)),
        ];
    }

    /// <summary>In calm, every command gets its final answer, and every key is used once more.</summary>
    private async Task SettleAsync(Client client)
    {
        _simulator.Trace.Write("world", "calm");
        foreach (var command in _recorder.Commands.ToList())
        {
            if (command.Answer is null) await client.SettleAsync(command, CalmTimeout, CalmTries);
            if (command.Key is not null) await client.SettleAsync(command, CalmTimeout, CalmTries);
        }
    }

    private async Task RestAsync(WorldParts parts)
    {
        var time = _simulator.TimeProvider;
        long started = time.GetTimestamp();
        while (!parts.Record.IsAtRest && time.GetElapsedTime(started) < LongestRest) await Task.Delay(TimeSpan.FromMilliseconds(500), time);

        // What was published last may still be on its way into a view.
        await Task.Delay(TimeSpan.FromSeconds(10), time);
        _simulator.Trace.Write("world", "at rest");
    }

    private WorldFigures Figures(WorldParts parts, int siloFaults, Evidence evidence) => new(
        1,
        evidence.Commands.Count,
        evidence.Commands.Sum(command => command.Attempts.Count),
        evidence.Reads.Count,
        evidence.History.Values.Sum(log => log.Count),
        _hazards.Length,
        siloFaults,
        parts.Crashes.Crashes,
        parts.Record.Tables.Values.Sum(tables => tables.Promotions),
        parts.Record.Weather.Values.Sum(weather => weather.Faults),
        parts.Brokers.Sum(broker => broker.Faults),
        parts.Record.Tables.Values.Sum(tables => tables.MarkedOut),
        0,
        0,
        evidence.Unhurried.Select(one => one.For).DefaultIfEmpty().Max(),
        _simulator.Elapsed,
        _simulator.Steps);
}
