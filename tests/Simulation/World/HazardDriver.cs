using System.Collections.Immutable;
using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Simulation.World;

/// <summary>Has the hazards of a plan strike, and heals everything afterwards.</summary>
internal sealed class HazardDriver(Simulator simulator, WorldParts parts, ImmutableArray<IdentityKey> identities)
{
    private int _rough;

    public async Task RunAsync(ImmutableArray<Hazard> plan)
    {
        await Task.WhenAll(plan.Select(StrikeAsync).ToArray());
        foreach (var weather in parts.Record.Weather.Values) weather.Clear();
        SetNetwork(0);
    }

    private async Task StrikeAsync(Hazard hazard)
    {
        await Task.Delay(hazard.At, simulator.TimeProvider);
        simulator.Trace.Write("hazard", hazard.ToString());
        switch (hazard)
        {
            case Hazard.StoreOutage outage: parts.Record.Weather[outage.Cluster].Outage(outage.Length); break;
            case Hazard.StoreSlow slow: parts.Record.Weather[slow.Cluster].Slow(slow.Length); break;
            case Hazard.StoreRough rough: parts.Record.Weather[rough.Cluster].Rough(rough.Length, rough.Share); break;
            case Hazard.ReplicaLag lag: parts.Record.Weather[lag.Cluster].ReplicaLag[lag.Center] = lag.Lag; break;
            case Hazard.StreamRough rough: parts.Brokers.Find(broker => broker.Center == rough.Center)!.Rough(rough.Length, rough.Share); break;
            case Hazard.StreamOutage outage: parts.Brokers.Find(broker => broker.Center == outage.Center)!.Outage(outage.Length); break;
            case Hazard.NetworkRough rough: SetNetwork(rough.Share); break;
            case Hazard.Promotion promotion: parts.Record.Promote(promotion.Cluster, promotion.Length); break;
            case Hazard.SlotEpoch moved: parts.Record.AdvanceEpoch(Slot.Of(identities[moved.Identity % identities.Length])); break;
            case Hazard.SiloCrash crash: parts.Crashes.Arm(crash.Step, crash.Moment); break;
            default: throw new ArgumentOutOfRangeException(nameof(hazard), hazard, null);
        }

        _rough += hazard is Hazard.NetworkRough ? 1 : 0;
        await Task.Delay(hazard.Length, simulator.TimeProvider);
        if (hazard is Hazard.NetworkRough && --_rough == 0) SetNetwork(0);
        if (hazard is Hazard.ReplicaLag caughtUp) parts.Record.Weather[caughtUp.Cluster].ReplicaLag.Remove(caughtUp.Center);
        if (hazard is Hazard.SiloCrash over) parts.Crashes.Disarm(over.Step, over.Moment);
    }

    private void SetNetwork(double share) =>
        (simulator.Faults.LostCalls, simulator.Faults.LostAnswers, simulator.Faults.SlowMessages) = (share, share, share);
}
