using System.Text.Json;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Ops.Samples;

namespace MemberGrains.Ops.Tests.Samples;

/// <summary>The side file's promises about conflicts, checked against the simplest model of members there is.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Run_from_top_to_bottom_every_bind_ends_as_the_side_file_says()
    {
        using var lines = new StringWriter();
        using var expected = new StringWriter();
        SampleWriter.Write(20_000, 5, lines, expected);
        var promised = expected.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => JsonDocument.Parse(text).RootElement)
            .ToDictionary(row => row.GetProperty("line").GetInt32(), row => row.GetProperty("code").GetString()!);
        var members = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        int number = 0, conflicts = 0;
        foreach (string text in lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            number++;
            string? promise = promised.GetValueOrDefault(number);
            if (promise is "bad-line" or "invalid-identity" or "blocked-value" or "invalid-request" or "idempotency-key-reused") continue;
            using var line = JsonDocument.Parse(text);
            string outcome = Run(members, line.RootElement);
            if (outcome is "taken" or "kind-occupied") conflicts++;
            Assert.True((promise ?? outcome) == outcome && (promise is not null || outcome is "registered" or "bound"), $"line {number}: {text} ended {outcome}, not {promise}");
        }

        Assert.True(conflicts > 50);
    }

    private static string Run(Dictionary<string, HashSet<string>> members, JsonElement line)
    {
        if (line.GetProperty("op").GetString() == "register")
        {
            string identity = Normal(line.GetProperty("identity"));
            return members.TryAdd(identity, [identity]) ? "registered" : "already-registered";
        }

        string a = Normal(line.GetProperty("a")), b = Normal(line.GetProperty("b"));
        var left = members.GetValueOrDefault(a) ?? [a];
        var right = members.GetValueOrDefault(b) ?? [b];
        if (left.Contains(b)) return "already-bound";
        var joined = left.Concat(right).ToHashSet(StringComparer.Ordinal);
        string[] crowded = [.. joined.GroupBy(KindOf).Where(kind => kind.Count() > 1).Select(kind => kind.Key)];
        if (crowded.Contains(KindOf(a))) return "taken";
        if (crowded.Length > 0) return "kind-occupied";
        foreach (string identity in joined) members[identity] = joined;
        return "bound";
    }

    private static string KindOf(string identity) => identity[..identity.IndexOf(':', StringComparison.Ordinal)];

    private static string Normal(JsonElement identity)
    {
        Assert.Equal(IdentityProblem.None, IdentityParser.Default.Parse(identity.GetString()!, out var key));
        return key.Text;
    }
}
