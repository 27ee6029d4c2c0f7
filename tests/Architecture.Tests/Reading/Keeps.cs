namespace MemberGrains.Architecture.Tests.Reading;

/// <summary>Assertions over rules; a failure lists every place, one per line, so that an editor can jump to it.</summary>
internal static class Keeps
{
    public static void Rule(IHouseRule rule) => Rule(rule, House.Here);

    public static void Rule(IHouseRule rule, House house) => Nothing(rule.Check(house));

    public static void Nothing(IEnumerable<Violation> violations)
    {
        var all = violations.ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count} places break the rule:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }

    /// <summary>Shows that a rule is able to fail: the one offending file is named, with a reason containing the words.</summary>
    public static void Refuses(IHouseRule rule, House house, string path, string reason)
    {
        var violation = Assert.Single(rule.Check(house));
        Assert.Equal(path, violation.Path);
        Assert.Contains(reason, violation.Reason, StringComparison.Ordinal);
    }
}
