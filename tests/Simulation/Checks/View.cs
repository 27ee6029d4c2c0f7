using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Simulation.Checks;

/// <summary>What one read model shows at rest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MayMiss">True for a cache: it may miss entries, never have wrong ones.</param>
/// <param name="Relations">The relation of each identity it shows, as JSON.</param>
/// <param name="Differences">What the product's own verifier found, member documents included.</param>
public sealed record View(string Name, bool MayMiss, SortedDictionary<IdentityKey, string> Relations, List<string> Differences);
