using System.Collections.Immutable;

namespace MemberGrains.Storage.Verification;

/// <summary>What a scan of the shards found.</summary>
/// <param name="Identities">Registered identities.</param>
/// <param name="Members">Living members.</param>
/// <param name="Entries">History entries replayed; null if none were asked for.</param>
/// <param name="Faults">Broken rules.</param>
/// <param name="Examples">The first of them in words, identities masked.</param>
public sealed record RowCheckReport(long Identities, long Members, long? Entries, long Faults, ImmutableArray<string> Examples);
