namespace MemberGrains.Ops.Samples;

/// <summary>
/// Bindings that would give a member two identities of a kind. They come after everything else about both people has
/// been said, so that the refusal is certain.
/// </summary>
internal static class Conflicts
{
    private const int FarthestBack = 500;

    /// <summary>A conflict of a person with an earlier one, and the first tick it may stand at; null if their identities offer none.</summary>
    public static (SampleLine Line, long NotBefore)? Between(People people, long index, Person person, ref PinnedRandom random)
    {
        if (random.PerMille(400)) return OwnSecondCard(person, ref random);
        if (index == 0) return null;
        var other = people.At(index - 1 - random.Below((int)Math.Min(index, FarthestBack)));
        if (other.UnionId is null) return null;
        long notBefore = Math.Max(person.End, other.End) + 1;
        if (person.Card is not null && other.Card is null)
            return (Line("card-of-a-stranger", Phrases.Bind(person.Card, other.UnionId, Phrases.CardApp), "kind-occupied"), notBefore);
        return (Line("wechat-of-a-stranger", Phrases.Bind(person.Phone, other.UnionId, "travel-mini"), "taken"), notBefore);
    }

    private static (SampleLine, long)? OwnSecondCard(Person person, ref PinnedRandom random)
    {
        if (person.Card is null) return null;
        string second = $"elong:9{person.Card["elong:".Length..]}";
        return random.PerMille(500)
            ? (Line("second-card", Phrases.Bind(person.Phone, second, Phrases.CardApp), "kind-occupied"), person.End + 1)
            : (Line("second-card", Phrases.Bind(second, person.Phone, Phrases.CardApp), "taken"), person.End + 1);
    }

    private static SampleLine Line(string kind, string json, string code) => new(json, new ExpectedOutcome(kind, 409, code));
}
