using System.Collections.Concurrent;
using MemberGrains.Ops.Loading;

namespace MemberGrains.Ops.Tests.Loading;

public sealed class LoaderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("membergrains-load-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Every_line_is_sent_and_refusals_are_counted_by_reason()
    {
        await using var gateway = await ScriptedGateway.StartAsync((body, _) => body.Contains("bad", StringComparison.Ordinal)
            ? (409, """{"status":409,"detail":"No room.","code":"taken"}""")
            : (200, """{"outcome":"bound"}"""));

        var report = await LoadAsync([Bind(1), Bind(2, app: "bad"), "nonsense", "", Bind(3)], gateway.Address);

        Assert.Equal(0, report.ExitCode);
        Assert.Equal(2, report.Progress.Accepted["bound"]);
        Assert.Equal(1, report.Progress.Refused["taken"]);
        Assert.Equal(1, report.Progress.Refused["bad-line"]);
        string[] refused = await File.ReadAllLinesAsync(report.RefusedFile);
        Assert.Equal("""{"line":2,"status":409,"code":"taken","detail":"No room."}""", refused[0]);
        Assert.StartsWith("""{"line":3,"status":0,"code":"bad-line",""", refused[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_sends_the_same_keys_and_reports_the_same()
    {
        await using var gateway = await ScriptedGateway.StartAsync((_, _) => (200, """{"outcome":"bound"}"""));
        string[] lines = [Bind(1), Bind(2), Bind(3)];

        var first = await LoadAsync(lines, gateway.Address);
        var firstKeys = gateway.Requests.Select(request => request.Key).Order().ToArray();
        gateway.Requests.Clear();
        var second = await LoadAsync(lines, gateway.Address);

        Assert.Equal(firstKeys, gateway.Requests.Select(request => request.Key).Order());
        Assert.Equal(3, firstKeys.Distinct().Count());
        Assert.Equal(first.Progress.Accepted, second.Progress.Accepted);
    }

    [Fact]
    public async Task What_may_have_happened_or_was_not_taken_is_sent_again_with_the_same_key()
    {
        int[] failures = [429, 500, 503, 504];
        var attempts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var gateway = await ScriptedGateway.StartAsync((_, context) =>
        {
            int attempt = attempts.AddOrUpdate(context.Request.Headers["Idempotency-Key"].ToString(), 0, (_, seen) => seen + 1);
            return attempt < failures.Length ? (failures[attempt], "{}") : (200, """{"outcome":"bound"}""");
        });

        var report = await LoadAsync([Bind(1), Bind(2)], gateway.Address);

        Assert.Equal(0, report.ExitCode);
        Assert.Equal(2, report.Progress.Accepted["bound"]);
        Assert.Equal(2, attempts.Count);
        Assert.Equal(8, report.Retries);
    }

    [Fact]
    public async Task A_dead_gateway_costs_nothing_but_the_other_ones_time()
    {
        await using var alive = await ScriptedGateway.StartAsync((_, _) => (200, """{"outcome":"bound"}"""));
        var gone = await ScriptedGateway.StartAsync((_, _) => (200, "{}"));
        var deadAddress = gone.Address;
        await gone.DisposeAsync();

        var report = await LoadAsync([Bind(1), Bind(2), Bind(3)], alive.Address, deadAddress);

        Assert.Equal(0, report.ExitCode);
        Assert.Equal(3, report.Progress.Accepted["bound"]);
    }

    [Fact]
    public async Task An_interrupted_load_goes_on_after_its_last_answered_line()
    {
        using var interrupt = new CancellationTokenSource();
        string[] lines = [.. Enumerable.Range(1, 50).Select(i => Bind(i))];
        await using var gateway = await ScriptedGateway.StartAsync((body, _) =>
        {
            if (body.Contains("000030", StringComparison.Ordinal)) interrupt.Cancel();
            return (200, """{"outcome":"bound"}""");
        });

        var first = await LoadAsync(lines, inFlight: 1, interrupt.Token, gateway.Address);
        gateway.Requests.Clear();
        var second = await LoadAsync(lines, gateway.Address);

        Assert.Equal(130, first.ExitCode);
        Assert.InRange(first.Progress.Through, 25, 30);
        Assert.Equal(50 - first.Progress.Through, gateway.Requests.Count);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(50, second.Progress.Accepted["bound"]);
    }

    [Fact]
    public async Task Another_cluster_gets_every_line_even_after_an_interrupted_load_elsewhere()
    {
        using var interrupt = new CancellationTokenSource();
        await using var gateway = await ScriptedGateway.StartAsync((body, _) =>
        {
            if (body.Contains("000002", StringComparison.Ordinal)) interrupt.Cancel();
            return (200, """{"outcome":"bound"}""");
        });
        string[] lines = [Bind(1), Bind(2), Bind(3)];
        await LoadAsync(lines, inFlight: 1, interrupt.Token, gateway.Address);
        gateway.Requests.Clear();

        string file = Path.Combine(_directory, "load.jsonl");
        var options = new LoadOptions { File = file, Gateways = [gateway.Address], Key = "another-clusters-key" };
        await new Loader(options, TimeProvider.System, TextWriter.Null).RunAsync(CancellationToken.None);

        Assert.Equal(3, gateway.Requests.Count);
    }

    [Fact]
    public async Task A_refused_key_ends_the_load_at_once()
    {
        await using var gateway = await ScriptedGateway.StartAsync((_, _) => (401, """{"code":"unauthenticated"}"""));

        var fault = await Assert.ThrowsAsync<LoadRefusedException>(() => LoadAsync([Bind(1), Bind(2)], gateway.Address));

        Assert.Contains("unauthenticated", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identities_are_percent_encoded_and_those_no_path_can_carry_are_refused_unsent()
    {
        await using var gateway = await ScriptedGateway.StartAsync((_, _) => (201, "{}"));

        var report = await LoadAsync([Register("phone:+86 139/1234"), Register("phone:"), Register("unionid:.."), Register("nocolon")], gateway.Address);

        Assert.Equal("/v1/identities/phone/+86 139%2F1234", Assert.Single(gateway.Requests).Path);
        Assert.Equal(3, report.Progress.Refused["invalid-identity"]);
        Assert.Equal(1, report.Progress.Accepted["registered"]);
    }

    private static string Bind(int i, string app = "travel-app") =>
        $$"""{"op":"bind","a":"elong:{{i:D6}}","b":"unionid:abc{{i:D6}}","app":"{{app}}"}""";

    private static string Register(string identity) => $$"""{"op":"register","identity":"{{identity}}","app":"travel-app"}""";

    private Task<LoadReport> LoadAsync(string[] lines, params Uri[] gateways) =>
        LoadAsync(lines, inFlight: 8, CancellationToken.None, gateways);

    private async Task<LoadReport> LoadAsync(string[] lines, int inFlight, CancellationToken cancellation, params Uri[] gateways)
    {
        string file = Path.Combine(_directory, "load.jsonl");
        await File.WriteAllLinesAsync(file, lines, CancellationToken.None);
        var options = new LoadOptions { File = file, Gateways = gateways, Key = "order-key", InFlight = inFlight };
        return await new Loader(options, TimeProvider.System, TextWriter.Null).RunAsync(cancellation);
    }
}
