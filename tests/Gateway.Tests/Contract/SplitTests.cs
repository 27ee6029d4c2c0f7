using System.Text.Json;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class SplitTests(GatewayWorld world)
{
    [Fact]
    public async Task A_bind_is_undone_exactly()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.RegisterAsync(phone);
        await world.A.RegisterAsync(card);
        var (phoneBefore, cardBefore) = (await StateAsync(phone), await StateAsync(card));
        var bound = await world.A.BindAsync(card, phone, app: "other-app");

        var split = await world.B.SplitAsync(bound);

        Assert.Equal((200, "split"), (split.Status, split.Json.GetProperty("outcome").GetString()));
        Assert.Equal(["outcome", "operationId", "relation", "versions"], split.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(card.Text, split.Json.GetProperty("relation").GetProperty("identity").GetString());
        await world.B.ShowsAtOnceAsync(split);
        Assert.Equal((phoneBefore, cardBefore), (await StateAsync(phone), await StateAsync(card)));
        Assert.Equal(3, (await world.A.GetAsync(phone, "?consistency=strong")).Json.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task What_the_bind_registered_stays_alone_in_a_member_of_its_own()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        var bound = await world.A.BindAsync(phone, card);

        var split = await world.A.SplitAsync(bound);

        Assert.Equal([phone.Text], split.Json.GetProperty("relation").Identities());
        Assert.Equal([card.Text], (await world.A.GetAsync(card)).Json.Identities());
        string ended = bound.Json.GetProperty("relation").GetProperty("memberId").GetString()!;
        var member = await Calls.UntilAsync(() => world.A.SendAsync(new WireRequest($"GET /v1/members/{ended}")), answer => answer.Status == 404);
        Assert.Equal("member-unknown", member.Code);
    }

    [Fact]
    public async Task A_repeat_gets_the_same_bytes_from_any_gateway_and_another_body_422()
    {
        var bound = await world.A.BindAsync(Some.Phone(), Some.Card());
        string? id = bound.Json.GetProperty("operationId").GetString();
        string key = Some.Key();
        var first = await world.A.SplitAsync(bound, key);

        var again = await world.B.SplitAsync(bound, key);
        var reused = await world.B.PostAsync("/v1/members:split", new { operationId = id, reason = "another" }, key);

        Assert.Equal((200, first.Text, "true"), (again.Status, again.Text, again.Header("Idempotent-Replay")));
        Assert.Null(first.Header("Idempotent-Replay"));
        Assert.Equal((422, "idempotency-key-reused"), (reused.Status, reused.Code));
    }

    [Fact]
    public async Task Only_a_bind_replace_or_merge_that_nothing_followed_can_be_undone()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        var bound = await world.A.BindAsync(phone, card);
        var held = await world.A.OrderAsync("quarantine", card);

        var quarantined = await world.A.SplitAsync(bound);
        var ofHold = await world.A.SplitAsync(held);
        await world.A.OrderAsync("release", card);
        var undone = await world.A.SplitAsync(bound);
        var twice = await world.A.SplitAsync(bound);
        var ofSplit = await world.A.SplitAsync(undone);

        Assert.Equal((423, "quarantined"), (quarantined.Status, quarantined.Code));
        Assert.Equal((404, "operation-unknown"), (ofHold.Status, ofHold.Code));
        Assert.Equal(200, undone.Status);
        Assert.Equal((409, "superseded"), (twice.Status, twice.Code));
        Assert.Equal((404, "operation-unknown"), (ofSplit.Status, ofSplit.Code));
    }

    [Fact]
    public async Task An_unknown_operation_is_not_kept_under_its_key()
    {
        string key = Some.Key();

        var unknown = await world.A.PostAsync("/v1/members:split", new { operationId = "op_0ff_0123456789abcdefghjkmnpq" }, key);
        var again = await world.A.PostAsync("/v1/members:split", new { operationId = "op_0ff_0123456789abcdefghjkmnpq", reason = "another" }, key);

        Assert.Equal((404, "operation-unknown"), (unknown.Status, unknown.Code));
        Assert.Equal((404, "operation-unknown"), (again.Status, again.Code));
        Assert.Null(again.Header("Idempotent-Replay"));
    }

    /// <summary>All but version and time.</summary>
    private async Task<string> StateAsync(Interfaces.Identities.IdentityKey key)
    {
        var relation = (await world.A.GetAsync(key, "?consistency=strong")).Json;
        return JsonSerializer.Serialize(relation.EnumerateObject().Where(property => property.Name is not ("version" or "updatedAt")).ToDictionary(property => property.Name, property => property.Value));
    }
}
