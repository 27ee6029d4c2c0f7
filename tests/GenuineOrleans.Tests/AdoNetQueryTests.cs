using System.Text.RegularExpressions;
using MemberGrains.GenuineOrleans.Tests.AdoNet;
using MemberGrains.GenuineOrleans.Tests.Slice;

namespace MemberGrains.GenuineOrleans.Tests;

/// <summary>orleans-clustering.sql has every query that Orleans' own providers ask for.</summary>
public sealed partial class AdoNetQueryTests
{
    [Theory]
    [InlineData("Orleans.Clustering.AdoNet", 9)]
    [InlineData("Orleans.Persistence.AdoNet", 4)]
    [InlineData("Orleans.Reminders.AdoNet", 7)]
    public void Every_query_that_a_provider_asks_for_is_there(string provider, int atLeast)
    {
        var asked = ProviderQueries.KeysOf(ComparedAssemblies.AdoNetPaths.Single(path => Path.GetFileNameWithoutExtension(path) == provider));

        Assert.True(asked.Count >= atLeast, $"Only {asked.Count} keys were found in {provider}: {string.Join(", ", asked)}");
        Assert.Empty(asked.Except(Written()));
    }

    [Fact]
    public void No_query_is_there_that_nobody_asks_for() =>
        Assert.Empty(Written().Except(ComparedAssemblies.AdoNetPaths.SelectMany(ProviderQueries.KeysOf)));

    private static IEnumerable<string> Written() =>
        Query().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "orleans-clustering.sql"))).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"REPLACE INTO OrleansQuery \(QueryKey, QueryText\) VALUES \('([A-Za-z0-9]+)'")]
    private static partial Regex Query();
}
