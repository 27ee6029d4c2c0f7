using System.Globalization;

namespace MemberGrains.Ops.Samples;

/// <summary>
/// The people of a sample. Each is a pure function of seed and index, so that a conflict can name somebody else's
/// identity without anything being kept in memory.
/// </summary>
internal sealed class People(ulong seed)
{
    /// <summary>Ticks between two people's beginnings.</summary>
    public const int TicksApart = 8;

    private const int LongestStep = 4000;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // Mainland prefixes in use; 130 and 138 are left out because the blocked numbers begin with them.
    private static readonly string[] _prefixes =
        ["135", "136", "137", "139", "150", "151", "152", "157", "158", "159", "177", "178", "182", "183", "187", "188", "198", "199"];

    /// <summary>Who the <paramref name="index"/>th person is.</summary>
    public Person At(long index)
    {
        var random = PinnedRandom.For(seed, (ulong)index);
        string phone = $"phone:+86{_prefixes[random.Below(_prefixes.Length)]}{Digits(index, 100_000_000, 48_271_039)}";
        string? unionId = random.PerMille(820) ? $"unionid:{UnionIdOf(index, ref random)}" : null;
        string? card = random.PerMille(250) ? $"elong:{CardOf(index, ref random)}" : null;
        var story = (unionId, card) switch
        {
            (null, null) => PersonStory.PhoneFirst,
            (null, _) => random.PerMille(150) ? PersonStory.JoinedLater : PersonStory.PhoneFirst,
            _ => random.Below(100) switch
            {
                < 55 => PersonStory.BoundAtOnce,
                < 90 => PersonStory.PhoneFirst,
                _ => PersonStory.JoinedLater,
            },
        };
        int[] steps = new int[LinesOf(story, unionId, card) - 1];
        for (int i = 0; i < steps.Length; i++) steps[i] = 1 + random.Below(LongestStep);
        return new Person(phone, unionId, card, story, index * TicksApart, steps);
    }

    /// <summary>How many identities a person has.</summary>
    public static int IdentitiesOf(Person person) => 1 + (person.UnionId is null ? 0 : 1) + (person.Card is null ? 0 : 1);

    private static int LinesOf(PersonStory story, string? unionId, string? card)
    {
        int others = (unionId is null ? 0 : 1) + (card is null ? 0 : 1);
        return story switch
        {
            PersonStory.BoundAtOnce => others,
            PersonStory.JoinedLater => 1 + (2 * others),
            _ => 1 + others,
        };
    }

    /// <summary>A number below <paramref name="range"/> that no other index has: the factor has no divisor in common with it.</summary>
    private string Digits(long index, long range, long factor)
    {
        long offset = (long)(seed % 999_983) + 1;
        long number = (long)((UInt128)(ulong)(index + offset) * (ulong)factor % (ulong)range);
        return number.ToString($"D{range.ToString(CultureInfo.InvariantCulture).Length - 1}", CultureInfo.InvariantCulture);
    }

    private string CardOf(long index, ref PinnedRandom random)
    {
        string digits = Digits(index, 10_000_000_000, 7_321_654_987);
        return random.PerMille(100) ? $"00{digits}" : digits;
    }

    private static string UnionIdOf(long index, ref PinnedRandom random)
    {
        Span<char> id = stackalloc char[28];
        id[0] = 'o';
        for (int i = 1; i <= 6; i++, index >>= 6) id[i] = Letters[(int)(index & 63)];
        for (int i = 7; i < id.Length; i++) id[i] = Letters[random.Below(Letters.Length)];
        return new string(id);
    }
}
