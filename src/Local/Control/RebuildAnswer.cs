namespace MemberGrains.Local.Control;

/// <summary>What a rebuild made.</summary>
/// <param name="Identities">Identity documents in each search index.</param>
/// <param name="Members">Member documents in each search index.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record RebuildAnswer(long Identities, long Members, double Seconds);
