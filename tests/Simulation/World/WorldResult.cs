using System.Collections.Immutable;
using MemberGrains.Simulation.Checks;

namespace MemberGrains.Simulation.World;

/// <summary>What came of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Violations">Promises broken; empty if all were kept.</param>
/// <param name="Fault">What ended the run before its time; null if nothing did.</param>
/// <param name="TraceHash">Of every line of the trace: equal hashes are equal runs.</param>
/// <param name="LastLines">The end of the trace.</param>
/// <param name="Figures">What it covered.</param>
public sealed record WorldResult(
    long Seed,
    ImmutableArray<Violation> Violations,
    Exception? Fault,
    string TraceHash,
    ImmutableArray<string> LastLines,
    WorldFigures Figures)
{
    /// <summary>Whether every promise was kept.</summary>
    public bool IsGreen => Violations.IsEmpty && Fault is null;
}
