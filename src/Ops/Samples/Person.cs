namespace MemberGrains.Ops.Samples;

/// <summary>One person of a sample, and when each of their identities is first heard of.</summary>
/// <param name="Phone">In normal form.</param>
/// <param name="UnionId">In normal form; null for people who never used a mini-program.</param>
/// <param name="Card">In normal form; null for people without a card of the other company.</param>
/// <param name="Story">How the identities come together.</param>
/// <param name="Start">When the first line about them appears, in ticks of the sample's own clock.</param>
/// <param name="Steps">Ticks between their lines.</param>
internal sealed record Person(string Phone, string? UnionId, string? Card, PersonStory Story, long Start, int[] Steps)
{
    /// <summary>When everything about them has been said: conflicts come after it.</summary>
    public long End => Start + Steps.Sum();
}
