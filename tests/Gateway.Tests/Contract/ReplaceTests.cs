using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class ReplaceTests(GatewayWorld world)
{
    [Fact]
    public async Task The_new_takes_the_olds_place_and_the_old_gets_a_member_of_its_own()
    {
        var (old, card, phone) = (Some.Phone(), Some.Card(), Some.Phone());
        string member = (await world.A.BindAsync(old, card)).Json.GetProperty("relation").GetProperty("memberId").GetString()!;

        var replaced = await world.A.ReplaceAsync(old, phone, app: "other-app");

        Assert.Equal((200, "replaced"), (replaced.Status, replaced.Json.GetProperty("outcome").GetString()));
        Assert.Equal(["outcome", "operationId", "relation", "versions"], replaced.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(old.Text, replaced.Json.GetProperty("relation").GetProperty("identity").GetString());
        Assert.Equal([old.Text], replaced.Json.GetProperty("relation").Identities());
        await world.A.ShowsAtOnceAsync(replaced);
        var now = await world.B.GetAsync(phone, "?consistency=strong");
        Assert.Equal([card.Text, phone.Text], now.Json.Identities());
        Assert.Equal(member, now.Json.GetProperty("memberId").GetString());
        Assert.Equal("other-app", now.Json.GetProperty("identities")[1].GetProperty("app").GetString());
    }

    [Fact]
    public async Task A_new_that_was_alone_gives_up_its_member()
    {
        var (old, phone) = (Some.Phone(), Some.Phone());
        string member = (await world.A.RegisterAsync(old)).Json.GetProperty("memberId").GetString()!;
        string given = (await world.B.RegisterAsync(phone)).Json.GetProperty("memberId").GetString()!;

        await world.B.ReplaceAsync(old, phone);

        var now = await world.A.GetAsync(phone, "?consistency=strong");
        Assert.Equal(member, now.Json.GetProperty("memberId").GetString());
        Assert.Equal([given], now.Json.GetProperty("formerMemberIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("replaced", (await world.A.GetAsync(phone, "/history?limit=1")).Json.GetProperty("entries")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_unknown_old_is_404_a_bound_new_is_409_a_quarantined_member_423()
    {
        var (old, bound, card) = (Some.Phone(), Some.Phone(), Some.Card());
        await world.A.BindAsync(bound, card);

        var unknown = await world.A.ReplaceAsync(old, bound);
        await world.A.RegisterAsync(old);
        string key = Some.Key();
        var taken = await world.A.ReplaceAsync(old, bound, key);
        var again = await world.B.ReplaceAsync(old, bound, key);
        await world.A.OrderAsync("quarantine", card);
        var held = await world.A.ReplaceAsync(old, bound);
        var back = await world.A.ReplaceAsync(bound, old);

        Assert.Equal((404, "identity-unknown"), (unknown.Status, unknown.Code));
        Assert.Equal((409, "taken"), (taken.Status, taken.Code));
        Assert.Equal((409, "taken", "true"), (again.Status, again.Code, again.Header("Idempotent-Replay")));
        Assert.Equal((423, "quarantined"), (held.Status, held.Code));
        Assert.Equal((423, "quarantined"), (back.Status, back.Code));
    }

    [Fact]
    public async Task A_repeat_gets_the_same_bytes_and_another_body_422()
    {
        var (old, phone) = (Some.Phone(), Some.Phone());
        await world.A.RegisterAsync(old);
        string key = Some.Key();
        var first = await world.A.ReplaceAsync(old, phone, key);

        var again = await world.B.ReplaceAsync(old, phone, key);
        var reused = await world.B.ReplaceAsync(old, Some.Phone(), key);

        Assert.Equal((first.Text, "true"), (again.Text, again.Header("Idempotent-Replay")));
        Assert.Null(first.Header("Idempotent-Replay"));
        Assert.Equal((422, "idempotency-key-reused"), (reused.Status, reused.Code));
    }
}
