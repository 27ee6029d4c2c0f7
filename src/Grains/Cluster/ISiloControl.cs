using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Grains.Cluster;

/// <summary>Knows the cluster's silos and can drain them; whoever composes the silos implements it.</summary>
public interface ISiloControl
{
    /// <summary>Every silo known, sorted by id, those that have stopped too.</summary>
    Task<ImmutableArray<SiloItem>> SilosAsync();

    /// <summary>The silo an identity's grain is active in; null if in none.</summary>
    Task<string?> SiloOfAsync(IdentityKey identity);

    /// <summary>
    /// Begins to drain an active silo and returns at once. True if it drains, or did already; false if it is the last
    /// active one and <paramref name="force"/> is not set, or is not known.
    /// </summary>
    bool BeginDrain(string siloId, bool force);
}
