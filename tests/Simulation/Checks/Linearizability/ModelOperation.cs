using System.Collections.Immutable;

namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>What the model remembers of an operation that can be undone.</summary>
/// <param name="Changed">The identities it changed, as bits.</param>
/// <param name="MembersBefore">The member of every identity before it; 0 for one that was unknown.</param>
internal sealed record ModelOperation(uint Changed, ImmutableArray<uint> MembersBefore);
