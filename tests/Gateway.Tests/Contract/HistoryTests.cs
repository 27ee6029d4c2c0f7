using System.Text.Json;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class HistoryTests(GatewayWorld world)
{
    [Fact]
    public async Task Entries_come_newest_first_with_state_before_and_after()
    {
        var (phone, card) = await BoundAndUnboundAsync();

        var answer = await world.A.GetAsync(phone, "/history");

        Assert.Equal((200, "grain", 0L), (answer.Status, answer.Header("X-Source"), answer.Staleness));
        var entries = answer.Json.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["unbound", "bound", "registered"], entries.Select(entry => entry.GetProperty("type").GetString()));
        Assert.Equal([3, 2, 1], entries.Select(entry => entry.GetProperty("version").GetInt32()));
        Assert.Equal(["version", "at", "operationId", "type", "caller", "app", "reason", "before", "after"], entries[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, entries[2].GetProperty("before").ValueKind);
        Assert.Equal([card.Text, phone.Text], entries[1].GetProperty("after").GetProperty("identities").EnumerateArray().Select(key => key.GetString()));
        Assert.Equal(entries[1].GetProperty("before").GetRawText(), entries[2].GetProperty("after").GetRawText());
        Assert.Equal("orders", entries[0].GetProperty("caller").GetString());
        Assert.Equal(JsonValueKind.Null, entries[0].GetProperty("app").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("next").ValueKind);
        Assert.False(answer.Json.TryGetProperty("relation", out _));
    }

    [Fact]
    public async Task Pages_follow_each_other_by_next()
    {
        var (phone, _) = await BoundAndUnboundAsync();

        var first = await world.A.GetAsync(phone, "/history?limit=2");
        long next = first.Json.GetProperty("next").GetInt64();
        var second = await world.B.GetAsync(phone, $"/history?limit=2&before={next}");

        Assert.Equal(2, next);
        Assert.Equal(2, first.Json.GetProperty("entries").GetArrayLength());
        Assert.Equal(1, Assert.Single(second.Json.GetProperty("entries").EnumerateArray()).GetProperty("version").GetInt32());
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task As_of_answers_the_relation_of_that_very_millisecond_and_null_before_it()
    {
        var (phone, card) = await BoundAndUnboundAsync();
        var entries = (await world.A.GetAsync(phone, "/history")).Json.GetProperty("entries");
        string bound = entries[1].GetProperty("at").GetString()!;

        var then = await world.A.GetAsync(phone, $"/history?limit=1&asOf={bound}");
        var before = await world.A.GetAsync(phone, "/history?asOf=2020-01-01T00:00:00Z");

        long version = then.Json.GetProperty("relation").GetProperty("version").GetInt64();
        Assert.Contains(version, (long[])[2, 3]);
        if (version == 2) Assert.Equal([card.Text, phone.Text], then.Json.GetProperty("relation").Identities());
        Assert.Equal(JsonValueKind.Null, before.Json.GetProperty("relation").ValueKind);
    }

    [Fact]
    public async Task An_unknown_identity_has_no_history()
    {
        var answer = await world.A.GetAsync(Some.Card(), "/history");

        Assert.Equal((404, "identity-unknown"), (answer.Status, answer.Code));
    }

    private async Task<(IdentityKey Phone, IdentityKey Card)> BoundAndUnboundAsync()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.RegisterAsync(phone);
        await world.A.BindAsync(phone, card);
        await world.A.UnbindAsync(phone);
        return (phone, card);
    }
}
