namespace MemberGrains.Interfaces.Reads;

/// <summary>How fresh a read must be.</summary>
[GenerateSerializer, Alias("mg.consistency")]
public enum Consistency
{
    /// <summary>A cache or replica may answer, never older than the version floor its center knows.</summary>
    Bounded = 0,

    /// <summary>Linearizable.</summary>
    Strong = 1,

    /// <summary>Whatever is at hand; the staleness is in the answer.</summary>
    Any = 2,
}
