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
