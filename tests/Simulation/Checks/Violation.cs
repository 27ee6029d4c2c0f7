using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Simulation.Checks;

/// <summary>A promise that a world broke.</summary>
/// <param name="Promise">The promise, for example <c>P4 durable and logged</c>.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Identities">Those concerned.</param>
public sealed record Violation(string Promise, string Text, ImmutableArray<IdentityKey> Identities)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Promise}: {Text}";
}
