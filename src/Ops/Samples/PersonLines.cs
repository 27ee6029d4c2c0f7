namespace MemberGrains.Ops.Samples;

/// <summary>Everything a sample says about one person, with the tick each line stands at.</summary>
internal static class PersonLines
{
    private const int DirtyPerMille = 12;
    private const int DuplicatePerMille = 20;
    private const int ConflictPerMille = 12;
    private const int KeyReusePerMille = 2;
    private const int LatestRepeat = 6000;

    public static void Write(People people, ulong seed, long index, Person person, Action<long, SampleLine> add)
    {
        // A stream apart from the one that made the person: what is said of them must not change who they are.
        var random = PinnedRandom.For(~seed, (ulong)index);
        long tick = person.Start;
        int step = 0;
        foreach (var line in Ordinary(person, ref random))
        {
            add(tick, line.Line);
            if (random.PerMille(DuplicatePerMille))
                add(tick + 1 + random.Below(LatestRepeat), line.Line with { Expected = new("duplicate", 200, line.Repeated) });
            if (step < person.Steps.Length) tick += person.Steps[step++];
        }

        if (random.PerMille(DirtyPerMille)) add(person.Start + random.Below(LatestRepeat), DirtyLines.Any(person, ref random));
        if (random.PerMille(ConflictPerMille) && Conflicts.Between(people, index, person, ref random) is { } conflict)
            add(conflict.NotBefore + random.Below(LatestRepeat), conflict.Line);
        if (person.UnionId is not null && random.PerMille(KeyReusePerMille)) ReuseKey(person, index, add);
    }

    private static List<(SampleLine Line, string Repeated)> Ordinary(Person person, ref PinnedRandom random)
    {
        string phone = Phrases.AsWritten(person.Phone, ref random);
        string phoneApp = Pick(Phrases.PhoneApps, ref random);
        string miniApp = Pick(Phrases.MiniApps, ref random);
        var lines = new List<(SampleLine, string)>(5);
        if (person.Story != PersonStory.BoundAtOnce) lines.Add((new(Phrases.Register(phone, phoneApp)), "already-registered"));
        if (person.UnionId is { } unionId)
        {
            if (person.Story == PersonStory.JoinedLater) lines.Add((new(Phrases.Register(unionId, miniApp)), "already-registered"));
            lines.Add((new(Phrases.Bind(phone, unionId, miniApp)), "already-bound"));
        }

        if (person.Card is { } card)
        {
            if (person.Story == PersonStory.JoinedLater) lines.Add((new(Phrases.Register(card, Phrases.CardApp)), "already-registered"));
            lines.Add((new(Phrases.Bind(person.Phone, card, Phrases.CardApp)), "already-bound"));
        }

        return lines;
    }

    /// <summary>A caller that used one Idempotency-Key for two different commands: the second is refused.</summary>
    private static void ReuseKey(Person person, long index, Action<long, SampleLine> add)
    {
        string key = $"order-{index}";
        add(person.End + 1, new(Phrases.Bind(person.Phone, person.UnionId!, "travel-app", key), new("explicit-key", 200, "already-bound")));
        add(person.End + 2, new(Phrases.Bind(person.Phone, $"elong:8{index:D11}", "travel-app", key), new("key-reused", 422, "idempotency-key-reused")));
    }

    private static string Pick(string[] values, ref PinnedRandom random) => values[random.Below(values.Length)];
}
