using System.Collections.Concurrent;
using MemberGrains.E2E.Tests.Running;
using MemberGrains.Testing;

namespace MemberGrains.E2E.Tests;

public sealed class LifecycleTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_goes_in_at_one_gateway_comes_out_at_both_also_after_a_stop()
    {
        string phone = Some.Phone().Text, unionId = Some.UnionId().Text, card = Some.Card().Text;
        string[] together = [.. new[] { phone, unionId, card }.Order(StringComparer.Ordinal)];
        GatewayAnswer bound;
        await using (var laptop = await Laptop.StartAsync(_directory.Data))
        {
            Assert.Equal(201, (await laptop.A.RegisterAsync(phone)).Status);
            Assert.Equal(200, (await laptop.B.BindAsync(phone, unionId, "k1")).Status);
            bound = await laptop.A.BindAsync(card, phone, "k2");
            Assert.Equal(200, bound.Status);
            foreach (string identity in together) await EachGatewayTellsAsync(laptop, identity, together);
            Assert.Equal(0, await laptop.TerminateAsync());
        }

        await using var again = await Laptop.StartAsync(_directory.Data);
        foreach (string identity in together) await EachGatewayTellsAsync(again, identity, together);
        var repeated = await again.B.BindAsync(card, phone, "k2");
        Assert.Equal(bound.Bytes, repeated.Bytes);
        Assert.Equal("true", repeated.Headers["Idempotent-Replay"]);
        Assert.Equal(0, await again.TerminateAsync());
    }

    [Fact]
    public async Task A_kill_at_any_moment_loses_nothing_acknowledged()
    {
        var acknowledged = new ConcurrentDictionary<string, (string Other, byte[] Answer)>(StringComparer.Ordinal);
        for (int round = 0; round < 2; round++)
        {
            await using var laptop = await Laptop.StartAsync(_directory.Data);
            var enough = new TaskCompletionSource();
            int target = acknowledged.Count + 200;
            var writers = Enumerable.Range(0, 12).Select(i => WriteUntilKilledAsync(i % 2 == 0 ? laptop.A : laptop.B, acknowledged, target, enough)).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await laptop.KillAsync();
            await Task.WhenAll(writers);
        }

        await using var again = await Laptop.StartAsync(_directory.Data);
        foreach (var (phone, (unionId, answer)) in acknowledged)
        {
            string[] together = [.. new[] { phone, unionId }.Order(StringComparer.Ordinal)];
            Assert.Equal(together, (await again.A.ResolveAsync(phone, "?consistency=strong")).Identities);
            Assert.Equal(together, (await again.B.ResolveAsync(unionId)).Identities);
            Assert.Equal(answer, (await again.B.BindAsync(phone, unionId, $"bind-{phone}")).Bytes);
        }

        var (code, said) = await Laptop.ToolAsync("verify", "--replay", "--data", _directory.Data);
        Assert.True(code == 0, said);
        Assert.Equal(0, await again.TerminateAsync());
    }

    private static async Task WriteUntilKilledAsync(GatewayCaller caller, ConcurrentDictionary<string, (string, byte[])> acknowledged, int target, TaskCompletionSource enough)
    {
        try
        {
            while (true)
            {
                string phone = Some.Phone().Text, unionId = Some.UnionId().Text;
                var answer = await caller.BindAsync(phone, unionId, $"bind-{phone}");
                Assert.Equal(200, answer.Status);
                acknowledged[phone] = (unionId, answer.Bytes);
                if (acknowledged.Count >= target) enough.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // The kill. What was not answered was not acknowledged.
        }
    }

    private static async Task EachGatewayTellsAsync(Laptop laptop, string identity, string[] together)
    {
        foreach (var gateway in new[] { laptop.A, laptop.B })
        {
            foreach (string query in new[] { "", "?consistency=strong", "?consistency=any" })
            {
                var answer = await gateway.ResolveAsync(identity, query);
                Assert.Equal(200, answer.Status);
                Assert.Equal(together, answer.Identities);
            }
        }
    }
}
