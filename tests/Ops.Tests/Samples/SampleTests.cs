using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Ops.Samples;

namespace MemberGrains.Ops.Tests.Samples;

public sealed class SampleTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_every_machine()
    {
        var (lines, expected, _) = Write(500, 7);

        Assert.Equal("690717faade88f4d", Digest(lines));
        Assert.Equal("66cae63ba4d35c81", Digest(expected));
    }

    [Fact]
    public void Another_seed_gives_other_people()
    {
        Assert.NotEqual(Write(50, 1).Lines, Write(50, 2).Lines);
    }

    [Fact]
    public void No_two_people_share_an_identity()
    {
        var people = new People(3);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (long i = 0; i < 20_000; i++)
        {
            var person = people.At(i);
            foreach (string? identity in new[] { person.Phone, person.UnionId, person.Card })
            {
                if (identity is null) continue;
                Assert.True(seen.Add(identity), identity);
                Assert.Equal(IdentityProblem.None, IdentityParser.Default.Parse(identity, out var key));
                Assert.Equal(identity, key.Text);
            }
        }
    }

    [Fact]
    public void Every_special_line_is_listed_with_what_must_happen_and_every_other_line_is_valid()
    {
        var (lines, expected, summary) = Write(5_000, 11);
        var special = expected.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => JsonDocument.Parse(text).RootElement)
            .ToDictionary(row => row.GetProperty("line").GetInt64(), row => row.GetProperty("kind").GetString()!);
        string[] all = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(summary.Lines, all.Length);
        Assert.Equal(summary.Special.Values.Sum(), special.Count);
        for (int i = 0; i < all.Length; i++)
        {
            if (special.ContainsKey(i + 1)) continue;
            using var line = JsonDocument.Parse(all[i]);
            foreach (string field in new[] { "identity", "a", "b" })
            {
                if (line.RootElement.TryGetProperty(field, out var identity))
                    Assert.Equal(IdentityProblem.None, IdentityParser.Default.Parse(identity.GetString()!, out _));
            }
        }
    }

    [Fact]
    public void Every_sort_of_special_line_occurs()
    {
        var (_, _, summary) = Write(5_000, 11);

        Assert.Equal(
            ["blocked-value", "bound-to-itself", "broken-line", "card-of-a-stranger", "duplicate", "explicit-key", "key-reused", "malformed-app", "malformed-phone", "second-card", "unknown-kind", "wechat-of-a-stranger"],
            summary.Special.Keys);
    }

    private static (string Lines, string Expected, SampleSummary Summary) Write(long members, ulong seed)
    {
        using var lines = new StringWriter();
        using var expected = new StringWriter();
        var summary = SampleWriter.Write(members, seed, lines, expected);
        return (lines.ToString(), expected.ToString(), summary);
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
