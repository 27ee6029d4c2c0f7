using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class OperationsTests(GatewayWorld world) : IDisposable
{
    public void Dispose() => world.Silos.Reset();

    [Fact]
    public async Task Silos_are_listed_and_drained_the_last_one_only_by_force()
    {
        var silos = await OpsAsync("GET /ops/v1/silos");
        var drained = await OpsAsync("POST /ops/v1/silos/a1:drain");
        var last = await OpsAsync("POST /ops/v1/silos/b1:drain", "{}");
        var forced = await OpsAsync("POST /ops/v1/silos/b1:drain", "{\"force\":true}");
        var unknown = await OpsAsync("POST /ops/v1/silos/c9:drain", "{\"force\":true}");

        var items = silos.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["a1", "b1"], items.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(["id", "center", "state", "activations", "since"], items[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal((202, "draining"), (drained.Status, drained.Json.GetProperty("state").GetString()));
        Assert.Equal((409, "last-silo"), (last.Status, last.Code));
        Assert.Equal((202, "b1"), (forced.Status, forced.Json.GetProperty("id").GetString()));
        Assert.Equal((404, "silo-unknown"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task A_place_tells_slot_cluster_table_home_and_silo()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);

        var place = await OpsAsync($"GET /ops/v1{card.ToPath()[3..]}:place");
        int slot = place.Json.GetProperty("slot").GetInt32();
        var ofSlot = await OpsAsync($"GET /ops/v1/slots/{slot}");

        Assert.Equal(Interfaces.Slots.Slot.Of(card).Number, slot);
        Assert.Equal($"member_identity_{slot:D4}", place.Json.GetProperty("table").GetString());
        string home = place.Json.GetProperty("homeCenter").GetString()!;
        Assert.Equal(home + "1", place.Json.GetProperty("silo").GetString());
        Assert.Equal(place.Json.GetProperty("cluster").GetString(), ofSlot.Json.GetProperty("cluster").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, ofSlot.Json.GetProperty("silo").ValueKind);
    }

    [Fact]
    public async Task Nothing_is_pending_when_all_is_done()
    {
        await world.A.BindAsync(Some.Phone(), Some.Card());

        var pending = await Calls.UntilAsync(() => OpsAsync("GET /ops/v1/operations?state=pending"), answer => answer.Json.GetProperty("items").GetArrayLength() == 0);

        Assert.Equal(200, pending.Status);
    }

    [Fact]
    public async Task What_is_decided_and_not_applied_everywhere_is_pending_and_masked()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        var never = new TaskCompletionSource();
        string id;
        using (world.Faults.Between("IOperationParticipant", "CommitAsync", () => never.Task))
        {
            var bound = await world.A.BindAsync(phone, card);
            id = bound.Json.GetProperty("operationId").GetString()!;
            var pending = await Calls.UntilAsync(() => OpsAsync("GET /ops/v1/operations?state=pending"), answer => answer.Text.Contains(id, StringComparison.Ordinal));
            var operation = await world.B.OperationAsync(id);

            Assert.Equal(200, bound.Status);
            var item = pending.Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("operationId").GetString() == id);
            Assert.Equal(["operationId", "type", "phase", "age", "coordinator", "participants"], item.EnumerateObject().Select(property => property.Name));
            Assert.Equal(("bound", "decided"), (item.GetProperty("type").GetString(), item.GetProperty("phase").GetString()));
            Assert.Equal($"phone:{phone.Value[..6]}****{phone.Value[^4..]}", item.GetProperty("coordinator").GetString());
            Assert.NotEmpty(item.GetProperty("participants").EnumerateArray());
            Assert.DoesNotContain(card.Value, pending.Text, StringComparison.Ordinal);
            Assert.Equal((200, "decided"), (operation.Status, operation.Json.GetProperty("phase").GetString()));
        }

        never.SetResult();
        await Calls.UntilAsync(() => OpsAsync("GET /ops/v1/operations?state=pending"), answer => !answer.Text.Contains(id, StringComparison.Ordinal));
        Assert.Equal("finished", (await world.B.OperationAsync(id)).Json.GetProperty("phase").GetString());
    }

    [Fact]
    public async Task Read_models_of_both_centers_are_listed()
    {
        var models = await OpsAsync("GET /ops/v1/read-models");

        var items = models.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["a/redis", "a/search-marketing", "a/search-primary", "b/redis", "b/search-backup"],
            items.Select(item => $"{item.GetProperty("center").GetString()}/{item.GetProperty("name").GetString()}"));
        Assert.Equal(["center", "name", "state", "lagEvents", "lag"], items[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Health_is_open_and_a_center_without_silos_wants_no_traffic()
    {
        var alive = await world.A.SendAsync(new WireRequest("GET /healthz") { Key = null });
        var ready = await Calls.UntilAsync(() => world.A.SendAsync(new WireRequest("GET /readyz") { Key = null }), answer => answer.Text.Contains("\"ok\"", StringComparison.Ordinal));
        Assert.Equal((200, 200), (alive.Status, ready.Status));
        Assert.Equal("{\"status\":\"ok\",\"checks\":[{\"name\":\"process\",\"status\":\"ok\"}]}", alive.Text);

        await OpsAsync("POST /ops/v1/silos/a1:drain");
        var center = await Calls.UntilAsync(() => world.A.SendAsync(new WireRequest("GET /centerz") { Key = null }), answer => answer.Status == 503);
        var other = await Calls.UntilAsync(() => world.B.SendAsync(new WireRequest("GET /centerz") { Key = null }), answer => answer.Status == 200);
        var still = await world.A.SendAsync(new WireRequest("GET /readyz") { Key = null });

        Assert.Equal("down", center.Json.GetProperty("status").GetString());
        Assert.Contains("No silo of this center is active.", center.Text, StringComparison.Ordinal);
        Assert.Equal("b", other.Header("X-Center"));
        Assert.Equal(200, still.Status);
    }

    private Task<WireAnswer> OpsAsync(string line, string? body = null) => world.A.SendAsync(new WireRequest(line)
    {
        Key = TestKeys.Operator,
        Body = body is null ? null : System.Text.Encoding.UTF8.GetBytes(body),
    });
}
