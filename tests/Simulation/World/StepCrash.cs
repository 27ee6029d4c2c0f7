using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Simulation.Record;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Simulation.World;

/// <summary>
/// Crashes of silos at exact steps of the commit. One that was asked for strikes the first silo that takes that step; the
/// kill itself is the engine's fault driver's.
/// </summary>
internal sealed class StepCrash(Simulator simulator)
{
    private readonly List<(WriteStep Step, CrashMoment Moment)> _armed = [];
    private readonly List<Task> _under = [];
    private readonly SimulationRandom _random = simulator.Random.Fork("step crashes");

    /// <summary>Kills the silo of this name, and ends when it is back; set once there are silos.</summary>
    public Func<string, Task> Kill { get; set; } = static _ => Task.CompletedTask;

    /// <summary>How many silos died at their step.</summary>
    public int Crashes { get; private set; }

    public void Arm(WriteStep step, CrashMoment moment) => _armed.Add((step, moment));

    public void Disarm(WriteStep step, CrashMoment moment) => _armed.Remove((step, moment));

    /// <summary>Ends when every silo that died so is back.</summary>
    public async Task OverAsync()
    {
        for (int i = 0; i < _under.Count; i++) await _under[i];
    }

    public IWriteProbe At(string silo) => new Probe(this, silo);

    private bool Strike(string silo, CommitBatch batch, CrashMoment moment)
    {
        int place = _armed.FindIndex(armed => armed.Moment == moment && batch.Has(armed.Step));
        if (place < 0) return false;
        simulator.Trace.Write("step-crash", $"{silo} at {_armed[place].Step}, {moment}");
        _armed.RemoveAt(place);
        Crashes++;
        _under.Add(moment == CrashMoment.Heard ? KillSoonAsync(silo) : Kill(silo));
        return true;
    }

    private async Task KillSoonAsync(string silo)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(6)), simulator.TimeProvider);
        await Kill(silo);
    }

    private sealed class Probe(StepCrash crash, string silo) : IWriteProbe
    {
        public bool Arrives(CommitBatch batch) => crash.Strike(silo, batch, CrashMoment.Before);

        public void Written(CommitBatch batch) => crash.Strike(silo, batch, CrashMoment.Unheard);

        public void Answered(CommitBatch batch) => crash.Strike(silo, batch, CrashMoment.Heard);
    }
}
