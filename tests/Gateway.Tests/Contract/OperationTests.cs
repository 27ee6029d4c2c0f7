using System.Text.Json;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class OperationTests(GatewayWorld world)
{
    [Fact]
    public async Task An_operation_tells_what_it_did_to_whom_masked()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.RegisterAsync(phone);
        var bound = await world.A.PostAsync("/v1/bindings:bind", new { a = phone.Text, b = card.Text, app = "shop", reason = "said so" });
        string id = bound.Json.GetProperty("operationId").GetString()!;

        var operation = await Calls.UntilAsync(() => world.B.OperationAsync(id), answer => answer.Json.GetProperty("phase").GetString() == "finished");

        var json = operation.Json;
        Assert.Equal(["operationId", "type", "phase", "at", "caller", "app", "reason", "participants"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal((id, "bound", "orders", "shop", "said so"), (json.GetProperty("operationId").GetString(), json.GetProperty("type").GetString(), json.GetProperty("caller").GetString(), json.GetProperty("app").GetString(), json.GetProperty("reason").GetString()));
        Assert.Equal((await world.A.GetAsync(phone, "/history?limit=1")).Json.GetProperty("entries")[0].GetProperty("at").GetString(), json.GetProperty("at").GetString());
        var participants = json.GetProperty("participants").EnumerateArray().ToList();
        Assert.Equal([1, 2], participants.Select(participant => participant.GetProperty("version").GetInt64()));
        Assert.Equal(["identity", "version", "before", "after"], participants[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, participants[0].GetProperty("before").ValueKind);
        Assert.Equal(["memberId", "identities"], participants[1].GetProperty("before").EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, participants[0].GetProperty("after").GetProperty("identities").GetArrayLength());
        Assert.DoesNotContain(phone.Value, operation.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(card.Value, operation.Text, StringComparison.Ordinal);
        Assert.Contains("****", participants[1].GetProperty("identity").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_type_of_operation_is_found()
    {
        var (phone, card, other) = (Some.Phone(), Some.Card(), Some.Phone());
        var registered = await world.A.RegisterAsync(phone);
        string? registration = (await world.A.GetAsync(phone, "/history")).Json.GetProperty("entries")[0].GetProperty("operationId").GetString();
        await world.A.RegisterAsync(card);
        var merged = await world.A.MergeAsync(phone, card);
        var held = await world.A.OrderAsync("quarantine", card);
        var freed = await world.A.OrderAsync("release", card);
        var split = await world.A.SplitAsync(merged);
        var replaced = await world.A.ReplaceAsync(phone, other);
        var again = await world.A.BindAsync(card, other);
        var unbound = await world.A.UnbindAsync(card);

        Assert.Equal(201, registered.Status);
        Assert.Equal("registered", await TypeAsync(registration));
        foreach (var (answer, type) in new[] { (merged, "merged"), (held, "quarantined"), (freed, "released"), (split, "split"), (replaced, "replaced"), (again, "bound"), (unbound, "unbound") })
            Assert.Equal(type, await TypeAsync(answer.Json.GetProperty("operationId").GetString()));
    }

    private async Task<string?> TypeAsync(string? id) => (await world.B.OperationAsync(id)).Json.GetProperty("type").GetString();
}
