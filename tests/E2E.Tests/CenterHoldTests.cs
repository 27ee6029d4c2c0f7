using MemberGrains.E2E.Tests.Running;
using MemberGrains.Testing;

namespace MemberGrains.E2E.Tests;

/// <summary>The operator's word on where the news goes, by the commands themselves.</summary>
public sealed class CenterHoldTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_center_that_is_held_stays_out_until_it_is_let_go_and_then_knows_everything()
    {
        await using var laptop = await Laptop.StartAsync(_directory.Data);
        await UntilAsync(laptop, states => states.Values.All(state => state == "live"));
        Assert.Equal(["a c0 in", "a c1 in", "b c0 in", "b c1 in"], await CentersAsync());

        Assert.Equal(["a c0 in", "a c1 in", "b c0 held", "b c1 held"], await CentersAsync("hold", "b"));
        // It is told no time any more, so nobody can say how fresh its read models are.
        await UntilAsync(laptop, states => states["a redis"] == "live" && states["b redis"] != "live" && states["b search-backup"] != "live");
        string phone = Some.Phone().Text;
        Assert.Equal(201, (await laptop.B.RegisterAsync(phone)).Status);
        Assert.Equal(["a c0 in", "a c1 in", "b c0 held", "b c1 held"], await CentersAsync());

        var letGo = await CentersAsync("let-go", "b");
        Assert.DoesNotContain(letGo, center => center.EndsWith("held", StringComparison.Ordinal));
        await UntilAsync(laptop, states => states.Values.All(state => state == "live"));
        Assert.Equal(["a c0 in", "a c1 in", "b c0 in", "b c1 in"], await CentersAsync());
        var (agrees, said) = await Laptop.ToolAsync("verify", "--data", _directory.Data);
        Assert.True(agrees == 0, said);

        var (misused, _) = await Laptop.ToolAsync("ops", "centers", "hold", "c", "--data", _directory.Data);
        Assert.Equal(2, misused);
        Assert.Equal(0, await laptop.TerminateAsync());
    }

    private static async Task UntilAsync(Laptop laptop, Func<Dictionary<string, string>, bool> isSo)
    {
        long begun = TimeProvider.System.GetTimestamp();
        Dictionary<string, string> states;
        do
        {
            var answer = await laptop.OperatorA.GetAsync("/ops/v1/read-models");
            Assert.True(answer.Status == 200, answer.Text);
            states = answer.Json.GetProperty("items").EnumerateArray().ToDictionary(item => $"{item.GetProperty("center")} {item.GetProperty("name")}", item => item.GetProperty("state").GetString()!);
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < _patience, string.Join(", ", states));
        }
        while (!isSo(states));
    }

    private async Task<string[]> CentersAsync(params string[] verb)
    {
        var (code, said) = await Laptop.ToolAsync(["ops", "centers", .. verb, "--data", _directory.Data]);
        Assert.True(code == 0, said);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3)))];
    }
}
