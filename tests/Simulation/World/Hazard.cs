using MemberGrains.Simulation.Record;

namespace MemberGrains.Simulation.World;

/// <summary>
/// Bad times for what silos depend on; faults of the silos themselves are the engine's fault plan. Closed: one of the
/// nested records. To add one: a record here, a draw in <see cref="HazardPlan"/>, a case in <see cref="HazardDriver"/>.
/// </summary>
/// <param name="At">When, from the start of the work.</param>
/// <param name="Length">For how long.</param>
internal abstract record Hazard(TimeSpan At, TimeSpan Length)
{
    /// <summary>A physical cluster does not answer.</summary>
    public sealed record StoreOutage(TimeSpan At, TimeSpan Length, string Cluster) : Hazard(At, Length);

    /// <summary>A physical cluster is slow.</summary>
    public sealed record StoreSlow(TimeSpan At, TimeSpan Length, string Cluster) : Hazard(At, Length);

    /// <summary>A share of the calls of a physical cluster fails in every way there is.</summary>
    public sealed record StoreRough(TimeSpan At, TimeSpan Length, string Cluster, double Share) : Hazard(At, Length);

    /// <summary>A center's replica of a physical cluster is behind.</summary>
    public sealed record ReplicaLag(TimeSpan At, TimeSpan Length, string Cluster, string Center, TimeSpan Lag) : Hazard(At, Length);

    /// <summary>Calls and answers between silos are lost or late.</summary>
    public sealed record NetworkRough(TimeSpan At, TimeSpan Length, double Share) : Hazard(At, Length);

    /// <summary>A center's broker loses, repeats and reorders.</summary>
    public sealed record StreamRough(TimeSpan At, TimeSpan Length, string Center, double Share) : Hazard(At, Length);

    /// <summary>A center's broker takes nothing, for long enough that the relays mark the center out.</summary>
    public sealed record StreamOutage(TimeSpan At, TimeSpan Length, string Center) : Hazard(At, Length);

    /// <summary>
    /// Another primary takes over a physical cluster; silos go on calling the old one for up to <paramref name="Length"/>.
    /// </summary>
    public sealed record Promotion(TimeSpan At, TimeSpan Length, string Cluster) : Hazard(At, Length);

    /// <summary>The epoch of one identity's slot advances, as when the slot moves.</summary>
    public sealed record SlotEpoch(TimeSpan At, TimeSpan Length, int Identity) : Hazard(At, Length);

    /// <summary>The first silo that takes this step in that time dies at it.</summary>
    public sealed record SiloCrash(TimeSpan At, TimeSpan Length, WriteStep Step, CrashMoment Moment) : Hazard(At, Length);
}
