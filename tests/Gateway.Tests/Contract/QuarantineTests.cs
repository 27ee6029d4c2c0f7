using System.Text.Json;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class QuarantineTests(GatewayWorld world)
{
    [Fact]
    public async Task Only_the_one_named_is_held_and_its_member_takes_part_in_no_command()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.BindAsync(phone, card);

        var held = await world.A.OrderAsync("quarantine", card);

        Assert.Equal((200, "quarantined"), (held.Status, held.Json.GetProperty("outcome").GetString()));
        Assert.Equal(["outcome", "operationId", "relation"], held.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal((card.Text, "quarantined", 2), (held.Json.GetProperty("relation").GetProperty("identity").GetString(), held.Json.GetProperty("relation").GetProperty("status").GetString(), held.Json.GetProperty("relation").GetProperty("version").GetInt64()));
        // At once and from the cache's center: its floor was raised before the answer left.
        var shown = await world.A.GetAsync(card);
        Assert.Equal(("quarantined", 2), (shown.Json.GetProperty("status").GetString(), shown.Json.GetProperty("version").GetInt64()));
        var other = await world.A.GetAsync(phone);
        Assert.Equal(("active", 1), (other.Json.GetProperty("status").GetString(), other.Json.GetProperty("version").GetInt64()));
        Assert.Equal(423, (await world.A.BindAsync(phone, card)).Status);
        Assert.Equal(423, (await world.A.UnbindAsync(phone)).Status);
        Assert.Equal(423, (await world.A.MergeAsync(phone, card)).Status);
        Assert.Equal(200, (await world.A.RegisterAsync(card)).Status);
    }

    [Fact]
    public async Task Both_are_idempotent_without_a_key_and_name_caller_and_reason_in_the_history()
    {
        var phone = Some.Phone();
        await world.A.RegisterAsync(phone);

        var released = await world.A.OrderAsync("release", phone);
        var held = await world.A.OrderAsync("quarantine", phone, reason: "looks stolen");
        var again = await world.B.OrderAsync("quarantine", phone);
        var free = await world.B.OrderAsync("release", phone);

        Assert.Equal("not-quarantined", released.Json.GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, released.Json.GetProperty("operationId").ValueKind);
        Assert.Equal(JsonValueKind.String, held.Json.GetProperty("operationId").ValueKind);
        Assert.Equal("already-quarantined", again.Json.GetProperty("outcome").GetString());
        Assert.Null(again.Header("Idempotent-Replay"));
        Assert.Equal("released", free.Json.GetProperty("outcome").GetString());
        var entries = (await world.B.GetAsync(phone, "/history")).Json.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["released", "quarantined", "registered"], entries.Select(entry => entry.GetProperty("type").GetString()));
        Assert.Equal(("operators", "looks stolen"), (entries[1].GetProperty("caller").GetString(), entries[1].GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task With_a_key_a_repeat_gets_the_first_answer_and_another_body_422()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);
        string key = Some.Key();
        var first = await world.A.OrderAsync("quarantine", card, key);
        await world.A.OrderAsync("release", card);

        var again = await world.B.OrderAsync("quarantine", card, key);
        var reused = await world.B.OrderAsync("quarantine", card, key, "another reason");
        var now = await world.B.GetAsync(card, "?consistency=strong");

        Assert.Equal((first.Text, "true"), (again.Text, again.Header("Idempotent-Replay")));
        Assert.Equal((422, "idempotency-key-reused"), (reused.Status, reused.Code));
        Assert.Equal("active", now.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_unknown_is_404()
    {
        var held = await world.A.OrderAsync("quarantine", Some.UnionId());
        var released = await world.B.OrderAsync("release", Some.UnionId(), Some.Key());

        Assert.Equal((404, "identity-unknown"), (held.Status, held.Code));
        Assert.Equal((404, "identity-unknown"), (released.Status, released.Code));
    }
}
