namespace MemberGrains.Simulation.World;

/// <summary>When, about a write, its silo dies.</summary>
internal enum CrashMoment
{
    /// <summary>Before it is carried out; it never is.</summary>
    Before = 0,

    /// <summary>After it was carried out; nobody hears.</summary>
    Unheard = 1,

    /// <summary>After its answer arrived, within some milliseconds: between this step and the next ones.</summary>
    Heard = 2,
}
