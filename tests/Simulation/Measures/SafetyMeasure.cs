using MemberGrains.Simulation.World;

namespace MemberGrains.Simulation.Measures;

/// <summary>Something that keeps a promise, and how to do without it.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Keeps">What it does.</param>
/// <param name="Off">What is done instead, for the table in docs/simulation.md.</param>
/// <param name="Without">The same world without it.</param>
/// <param name="FirstRed">The first seed that is red without it, when it was last looked for.</param>
public sealed record SafetyMeasure(string Name, string Keeps, string Off, Func<WorldOptions, WorldOptions> Without, long FirstRed)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
