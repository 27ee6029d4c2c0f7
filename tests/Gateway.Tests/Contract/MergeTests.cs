using System.Text.Json;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class MergeTests(GatewayWorld world)
{
    [Fact]
    public async Task Intos_member_keeps_its_id_also_if_it_is_the_younger()
    {
        var (phone, card, union) = (Some.Phone(), Some.Card(), Some.UnionId());
        string older = (await world.A.BindAsync(card, union)).Json.GetProperty("relation").GetProperty("memberId").GetString()!;
        string younger = (await world.A.RegisterAsync(phone)).Json.GetProperty("memberId").GetString()!;

        var merged = await world.B.MergeAsync(phone, union);

        Assert.Equal((200, "merged"), (merged.Status, merged.Json.GetProperty("outcome").GetString()));
        var relation = merged.Json.GetProperty("relation");
        Assert.Equal((phone.Text, younger), (relation.GetProperty("identity").GetString(), relation.GetProperty("memberId").GetString()));
        Assert.Equal([older], relation.GetProperty("formerMemberIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal([card.Text, phone.Text, union.Text], relation.Identities());
        Assert.Equal(3, merged.Json.GetProperty("versions").EnumerateObject().Count());
        await world.B.ShowsAtOnceAsync(merged);
        var entry = (await world.A.GetAsync(card, "/history?limit=1")).Json.GetProperty("entries")[0];
        Assert.Equal(("merged", "one person", "orders"), (entry.GetProperty("type").GetString(), entry.GetProperty("reason").GetString(), entry.GetProperty("caller").GetString()));
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("app").ValueKind);
    }

    [Fact]
    public async Task Members_that_are_one_already_stay_as_they_are()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.BindAsync(phone, card);

        var again = await world.A.MergeAsync(card, phone);

        Assert.Equal((200, "already-merged"), (again.Status, again.Json.GetProperty("outcome").GetString()));
        Assert.Equal(JsonValueKind.Null, again.Json.GetProperty("operationId").ValueKind);
        Assert.Empty(again.Json.GetProperty("versions").EnumerateObject());
    }

    [Fact]
    public async Task Both_must_exist_and_no_kind_may_be_twice()
    {
        var (phone, other, card) = (Some.Phone(), Some.Phone(), Some.Card());
        await world.A.RegisterAsync(phone);
        var unknown = await world.A.MergeAsync(phone, card);
        await world.A.BindAsync(card, other);

        var occupied = await world.A.MergeAsync(phone, card);

        Assert.Equal((404, "identity-unknown"), (unknown.Status, unknown.Code));
        Assert.Equal((409, "kind-occupied"), (occupied.Status, occupied.Code));
        Assert.Equal([phone.Text], (await world.A.GetAsync(phone)).Json.Identities());
    }

    [Fact]
    public async Task A_repeat_gets_the_same_bytes_and_another_reason_422()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.RegisterAsync(phone);
        await world.A.RegisterAsync(card);
        string key = Some.Key();
        var first = await world.A.MergeAsync(phone, card, key);

        var again = await world.B.MergeAsync(phone, card, key);
        var reused = await world.A.MergeAsync(phone, card, key, "another reason");

        Assert.Equal((first.Text, "true"), (again.Text, again.Header("Idempotent-Replay")));
        Assert.Equal((422, "idempotency-key-reused"), (reused.Status, reused.Code));
    }
}
