namespace MemberGrains.Ops.Samples;

/// <summary>What a sample holds.</summary>
/// <param name="Members">People.</param>
/// <param name="Identities">Identities that end up registered.</param>
/// <param name="Lines">Lines written.</param>
/// <param name="Special">Special lines by kind, sorted.</param>
internal sealed record SampleSummary(long Members, long Identities, long Lines, IReadOnlyDictionary<string, long> Special);
