using MemberGrains.E2E.Tests.Running;
using MemberGrains.Testing;

namespace MemberGrains.E2E.Tests;

/// <summary>Every command of the contract through both gateways of the running laptop, repeated there and after a restart.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_command_is_done_once_and_its_repeat_gets_the_same_bytes_anywhere_also_after_a_restart()
    {
        var done = new List<(string Path, string Body, string Key, bool ByOperator, GatewayAnswer Answer)>();
        string phone = Some.Phone().Text, changed = Some.Phone().Text, card = Some.Card().Text, union = Some.UnionId().Text;
        await using (var laptop = await Laptop.StartAsync(_directory.Data))
        {
            Assert.Equal(201, (await laptop.A.RegisterAsync(phone)).Status);
            await DoAsync("bound", laptop.A, laptop.B, "/v1/bindings:bind", $$"""{"a":"{{phone}}","b":"{{card}}","app":"travel-app"}""");
            await DoAsync("replaced", laptop.B, laptop.A, "/v1/bindings:replace", $$"""{"old":"{{phone}}","new":"{{changed}}","app":"travel-app"}""");
            Assert.Equal(201, (await laptop.B.RegisterAsync(union)).Status);
            var merged = await DoAsync("merged", laptop.A, laptop.B, "/v1/members:merge", $$"""{"into":"{{union}}","from":"{{card}}","reason":"one person"}""");
            await DoAsync("quarantined", laptop.OperatorB, laptop.OperatorA, $"/ops{PathOf(card)}:quarantine", """{"reason":"asked for"}""");
            Assert.Equal(423, (await laptop.A.CommandAsync("/v1/bindings:unbind", $$"""{"identity":"{{changed}}"}""", Some.Key())).Status);
            await DoAsync("released", laptop.OperatorA, laptop.OperatorB, $"/ops{PathOf(card)}:release", """{"reason":"cleared"}""");
            await DoAsync("split", laptop.B, laptop.A, "/v1/members:split", $$"""{"operationId":"{{merged.Json.GetProperty("operationId").GetString()}}"}""");
            await DoAsync("unbound", laptop.A, laptop.B, "/v1/bindings:unbind", $$"""{"identity":"{{card}}"}""");

            foreach (var caller in new[] { laptop.OperatorA, laptop.OperatorB })
            {
                foreach (var (_, _, _, _, answer) in done)
                {
                    var operation = await caller.GetAsync($"/ops/v1/operations/{answer.Json.GetProperty("operationId").GetString()}");
                    Assert.Equal((200, answer.Json.GetProperty("outcome").GetString()), (operation.Status, operation.Json.GetProperty("type").GetString()));
                }
            }

            await ToolSaysAsync("bound", "ops", "operation", done[0].Answer.Json.GetProperty("operationId").GetString()!);
            await ToolSaysAsync("quarantined op_", "ops", "quarantine", union, "--reason", "looks stolen");
            await ToolSaysAsync("already-quarantined", "ops", "quarantine", union, "--reason", "looks stolen");
            await ToolSaysAsync("released op_", "ops", "release", union, "--reason", "cleared");
            Assert.Equal(2, (await Laptop.ToolAsync("ops", "release", union, "--data", _directory.Data)).Code);
            Assert.Equal(1, (await Laptop.ToolAsync("ops", "operation", "op_000_00000000000000000000", "--data", _directory.Data)).Code);
            Assert.Equal(0, await laptop.TerminateAsync());
        }

        await using var again = await Laptop.StartAsync(_directory.Data);
        foreach (var (path, body, key, needsOperator, answer) in done) await RepeatsAsync(needsOperator ? again.OperatorA : again.B, path, body, key, answer);
        foreach (string alone in new[] { phone, changed, card, union }) Assert.Equal([alone], (await again.A.ResolveAsync(alone, "?consistency=strong")).Identities);
        var (code, said) = await Laptop.ToolAsync("verify", "--replay", "--data", _directory.Data);
        Assert.True(code == 0, said);
        Assert.Equal(0, await again.TerminateAsync());

        async Task<GatewayAnswer> DoAsync(string outcome, GatewayCaller caller, GatewayCaller other, string path, string body)
        {
            string key = Some.Key();
            var answer = await caller.CommandAsync(path, body, key);
            Assert.True(answer.Status == 200 && answer.Json.GetProperty("outcome").GetString() == outcome, $"{path}: {answer.Status} {answer.Text}");
            Assert.False(answer.Headers.ContainsKey("Idempotent-Replay"));
            await RepeatsAsync(other, path, body, key, answer);
            done.Add((path, body, key, path.StartsWith("/ops", StringComparison.Ordinal), answer));
            return answer;
        }
    }

    private async Task ToolSaysAsync(string text, params string[] arguments)
    {
        var (code, said) = await Laptop.ToolAsync([.. arguments, "--data", _directory.Data]);
        Assert.True(code == 0, said);
        Assert.Contains(text, said, StringComparison.Ordinal);
    }

    private static async Task RepeatsAsync(GatewayCaller caller, string path, string body, string key, GatewayAnswer answer)
    {
        var repeated = await caller.CommandAsync(path, body, key);
        Assert.Equal(answer.Text, repeated.Text);
        Assert.Equal("true", repeated.Headers["Idempotent-Replay"]);
    }

    private static string PathOf(string identity) => $"/v1/identities/{string.Join('/', identity.Split(':', 2).Select(Uri.EscapeDataString))}";
}
