namespace MemberGrains.Local.Control;

/// <summary>How far a rebuild is.</summary>
/// <param name="Identities">Rows read so far.</param>
/// <param name="Of">How many the indexes held when it began.</param>
internal sealed record RebuildProgress(long Identities, long Of);
