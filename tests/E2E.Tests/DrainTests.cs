using MemberGrains.E2E.Tests.Running;
using MemberGrains.Testing;

namespace MemberGrains.E2E.Tests;

public sealed class DrainTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_silo_and_then_a_whole_center_leave_under_load_without_a_failed_call()
    {
        await using var laptop = await Laptop.StartAsync(_directory.Data);
        using var stop = new CancellationTokenSource();
        var underLoad = new TaskCompletionSource();
        int calls = 0;
        var callers = Enumerable.Range(0, 8).Select(i => CallAsync(i % 2 == 0 ? laptop.A : laptop.B, () =>
        {
            if (Interlocked.Increment(ref calls) == 500) underLoad.TrySetResult();
        }, stop.Token)).ToArray();
        var failed = Task.WhenAny(callers);
        Assert.NotSame(failed, await Task.WhenAny(failed, underLoad.Task));

        await DrainsAsync("b2");
        await DrainsAsync("--center", "a");
        int after = Volatile.Read(ref calls);
        Assert.Equal(["a1 stopped", "a2 stopped", "b1 active", "b2 stopped"], await SilosAsync());
        await stop.CancelAsync();
        await Task.WhenAll(callers);
        Assert.True(after > 500);

        var (last, refused) = await Laptop.ToolAsync("ops", "drain", "b1", "--data", _directory.Data);
        Assert.Equal(1, last);
        Assert.Contains("last-silo", refused, StringComparison.Ordinal);
        var (unknown, _) = await Laptop.ToolAsync("ops", "drain", "c9", "--data", _directory.Data);
        Assert.Equal(1, unknown);
        var (agrees, said) = await Laptop.ToolAsync("verify", "--replay", "--data", _directory.Data);
        Assert.True(agrees == 0, said);
        Assert.Equal(0, await laptop.TerminateAsync());
    }

    /// <summary>Every answer must be a good one: register, bind, and read back by each identity.</summary>
    private static async Task CallAsync(GatewayCaller gateway, Action answered, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string phone = Some.Phone().Text, unionId = Some.UnionId().Text;
            Good(201, await gateway.RegisterAsync(phone));
            Good(200, await gateway.BindAsync(phone, unionId, Some.Key()));
            Good(200, await gateway.ResolveAsync(unionId));
            var strong = await gateway.ResolveAsync(phone, "?consistency=strong");
            Good(200, strong);
            Assert.Equal(2, strong.Identities.Length);
            answered();
        }

        static void Good(int status, GatewayAnswer answer) => Assert.True(answer.Status == status, $"{answer.Status}: {answer.Text}");
    }

    private async Task DrainsAsync(params string[] what)
    {
        var (code, said) = await Laptop.ToolAsync(["ops", "drain", .. what, "--data", _directory.Data]);
        Assert.True(code == 0, said);
    }

    private async Task<string[]> SilosAsync()
    {
        var (code, said) = await Laptop.ToolAsync("ops", "silos", "--data", _directory.Data);
        Assert.Equal(0, code);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(cells => $"{cells[0]} {cells[2]}")];
    }
}
