using System.Text.Json;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class ResolveTests(GatewayWorld world)
{
    [Theory]
    [InlineData("strong")]
    [InlineData("bounded")]
    [InlineData("any")]
    public async Task A_batch_keeps_order_and_repeats_and_one_bad_item_spares_the_others(string consistency)
    {
        var (phone, card, unknown) = (Some.Phone(), Some.Card(), Some.UnionId());
        await world.A.BindAsync(phone, card);
        string junk = "fax:" + new string('y', 100);
        string bare = $"phone:{phone.Value[3..]}";

        var answer = await ResolveAsync([card.Text, unknown.Text, junk, bare, "phone:13800000000", card.Text], consistency);

        Assert.Equal(200, answer.Status);
        var results = answer.Json.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([card.Text, unknown.Text, junk[..64], phone.Text, "phone:13800000000", card.Text], results.Select(result => result.GetProperty("identity").GetString()));
        Assert.Equal([null, "identity-unknown", "invalid-identity", null, "blocked-value", null], results.Select(CodeOf));
        Assert.Equal([card.Text, phone.Text], results[3].Identities());
        Assert.Equal(results[0].GetRawText(), results[5].GetRawText());
        Assert.Equal(404, results[1].GetProperty("problem").GetProperty("status").GetInt32());
        Assert.NotNull(answer.Header("X-Source"));
        if (consistency == "strong") Assert.Equal(("grain", 0L), (answer.Header("X-Source"), answer.Staleness));
    }

    [Fact]
    public async Task Two_hundred_identities_come_back_in_one_answer()
    {
        IdentityKey[] keys = [.. Enumerable.Range(0, 200).Select(_ => Some.Card())];
        await Task.WhenAll(keys.Select(key => world.A.RegisterAsync(key)));

        var answer = await ResolveAsync([.. keys.Select(key => key.Text)], "bounded");

        Assert.Equal(keys.Select(key => key.Text), answer.Json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("identity").GetString()));
        Assert.All(answer.Json.GetProperty("results").EnumerateArray(), result => Assert.Null(CodeOf(result)));
    }

    [Fact]
    public async Task A_batch_of_nothing_but_bad_items_is_answered_item_by_item()
    {
        var answer = await ResolveAsync(["", "nonsense", "phone:1", "a:\ud83d\ude00" + string.Concat(Enumerable.Repeat("\ud83d\ude00", 80))], "bounded");

        var results = answer.Json.GetProperty("results").EnumerateArray().ToList();
        Assert.All(results, result => Assert.Equal("invalid-identity", CodeOf(result)));
        Assert.Equal(64, results[3].GetProperty("identity").GetString()!.EnumerateRunes().Count());
    }

    private static string? CodeOf(JsonElement result) =>
        result.TryGetProperty("problem", out var problem) ? problem.GetProperty("code").GetString() : null;

    private Task<WireAnswer> ResolveAsync(string[] identities, string consistency) =>
        world.A.PostAsync("/v1/members:resolve", new { identities, consistency }, null, TestKeys.Marketing);
}
