using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class BindingTests(GatewayWorld world)
{
    [Fact]
    public async Task A_bind_answers_outcome_operation_relation_and_versions()
    {
        var (phone, card) = (Some.Phone(), Some.Card());

        var bound = await world.A.BindAsync(phone, card);

        Assert.Equal(200, bound.Status);
        Assert.Equal(["outcome", "operationId", "relation", "versions"], bound.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("bound", bound.Json.GetProperty("outcome").GetString());
        Assert.Equal(phone.Text, bound.Json.GetProperty("relation").GetProperty("identity").GetString());
        Assert.Equal([card.Text, phone.Text], bound.Json.GetProperty("relation").Identities());
        Assert.Equal(1, bound.Json.GetProperty("versions").GetProperty(card.Text).GetInt64());
        string operation = bound.Json.GetProperty("operationId").GetString()!;
        Assert.DoesNotContain(phone.Value[^8..], operation, StringComparison.Ordinal);
        Assert.Null(bound.Header("Idempotent-Replay"));
    }

    [Fact]
    public async Task A_repeat_gets_the_same_bytes_from_any_gateway_and_says_that_it_is_one()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        string key = Some.Key();
        var first = await world.A.BindAsync(phone, card, key);

        var again = await world.B.BindAsync(phone, card, key);
        var written = await world.B.PostAsync("/v1/bindings:bind", new { a = $"phone:{phone.Value[3..]}", b = card.Text, app = "shop" }, key);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal("true", again.Header("Idempotent-Replay"));
        Assert.Equal("b", again.Header("X-Center"));
        Assert.Equal(first.Text, written.Text);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_422_and_changes_nothing()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        string key = Some.Key();
        await world.A.BindAsync(phone, card, key);

        var other = await world.A.BindAsync(phone, Some.UnionId(), key);

        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
        Assert.Equal([card.Text, phone.Text], (await world.A.GetAsync(phone)).Json.Identities());
    }

    [Fact]
    public async Task A_refusal_is_replayed_too_and_only_its_trace_differs()
    {
        var (phone, other) = (Some.Phone(), Some.Phone());
        string key = Some.Key();
        await world.A.RegisterAsync(phone);

        var first = await world.A.BindAsync(phone, other, key);
        var again = await world.B.BindAsync(phone, other, key);

        Assert.Equal((409, "taken"), (first.Status, first.Code));
        Assert.Equal("true", again.Header("Idempotent-Replay"));
        Assert.Equal(WithoutTrace(first), WithoutTrace(again));
        Assert.Equal(404, (await world.A.GetAsync(other)).Status);
    }

    [Fact]
    public async Task What_is_bound_already_changes_nothing()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.BindAsync(phone, card);

        var again = await world.A.BindAsync(card, phone);

        Assert.Equal("already-bound", again.Json.GetProperty("outcome").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, again.Json.GetProperty("operationId").ValueKind);
        Assert.Empty(again.Json.GetProperty("versions").EnumerateObject());
    }

    [Fact]
    public async Task An_occupied_kind_of_the_other_side_is_409()
    {
        var (phone, card, otherPhone) = (Some.Phone(), Some.Card(), Some.Phone());
        await world.A.BindAsync(phone, card);
        var union = Some.UnionId();
        await world.A.BindAsync(union, otherPhone);

        var refused = await world.A.BindAsync(card, union);

        Assert.Equal((409, "kind-occupied"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Unbind_gives_a_member_of_its_own_and_404_to_the_unknown()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.BindAsync(phone, card);

        var unbound = await world.A.UnbindAsync(card);
        var alone = await world.A.UnbindAsync(card);
        var unknown = await world.A.UnbindAsync(Some.Card());

        Assert.Equal("unbound", unbound.Json.GetProperty("outcome").GetString());
        Assert.Equal([card.Text], unbound.Json.GetProperty("relation").Identities());
        Assert.Equal("not-bound", alone.Json.GetProperty("outcome").GetString());
        Assert.Equal((404, "identity-unknown"), (unknown.Status, unknown.Code));
        Assert.Equal([phone.Text], (await world.A.GetAsync(phone)).Json.Identities());
    }

    [Fact]
    public async Task The_callers_trace_and_account_reach_the_history()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var bound = await world.A.PostAsync("/v1/bindings:bind", new { a = phone.Text, b = card.Text, app = "shop", reason = "said so" }, null, TestKeys.Order, $"traceparent: 00-{Trace}-b7ad6b7169203331-01");

        Assert.True(bound.Status == 200, bound.Text);
        // The first-named: its row is the decision, the others follow.
        var entry = await FirstEntryAsync(phone);

        Assert.Contains(Trace, entry.TraceParent, StringComparison.Ordinal);
        Assert.Equal(("orders", "shop", "said so"), (entry.Caller, entry.App, entry.Reason));
    }

    private async Task<Interfaces.History.HistoryEntry> FirstEntryAsync(IdentityKey key) =>
        Assert.IsType<Interfaces.History.HistoryEntry>(await world.Replay.FindAsync(key, 1, CancellationToken.None));

    private static string WithoutTrace(WireAnswer answer) => answer.Text.Replace(answer.Json.GetProperty("traceId").GetString()!, "", StringComparison.Ordinal);
}
