using System.Reflection;
using MemberGrains.E2E.Tests.Running;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb.Clusters;
using MemberGrains.Servers.Services;
using MemberGrains.Servers.Testing;
using Xunit.Abstractions;

namespace MemberGrains.E2E.Tests.Kills.Services;

/// <summary>
/// The laptop on real servers under all commands, while the servers are killed with -9 one after the other. It runs on
/// through all of it. <c>./dev kill --services</c> kills every one of them, promotes, and prints the report; a plain test run,
/// which has no time for more, kills a primary and a cache, and does without Elasticsearch.
/// </summary>
[Needs(Server.MariaDb, Server.Redis, Server.RabbitMq)]
public sealed class ServiceKillTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const string AllVariable = "MEMBERGRAINS_SERVICE_KILLS";
    private const string ReportVariable = "MEMBERGRAINS_KILL_REPORT";

    /// <summary>Servers and callers share the cores of one machine.</summary>
    private const int Callers = 4;
    private const int Pace = 100;
    private const int FirstAfterPromotion = 20;

    private static readonly string[] _few = ["c0-a1", "redis-a"];

    /// <summary>A killed RabbitMQ may take a minute and a half until it hands out messages again.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    private readonly TemporaryDirectory _directory = new();
    private readonly Ledger _ledger = new();
    private readonly ServiceKillReport _report = new();
    private readonly bool _all = Environment.GetEnvironmentVariable(AllVariable) == "all";
    private ServiceSet _services = null!;
    private Laptop _laptop = null!;
    private Task _callers = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        if (typeof(ServiceKillTests).GetCustomAttribute<NeedsAttribute>()!.Servers.Any(server => ServerPrograms.WhyMissing(server) is not null)) return;
        _services = await ServiceSet.StartNewAsync(search: _all);
    }

    public async Task DisposeAsync()
    {
        if (_laptop is not null) await _laptop.DisposeAsync();
        if (_services is not null) await _services.DisposeAsync();
    }

    public void Dispose() => _directory.Dispose();

    [ServerFact]
    public async Task Servers_killed_under_load_lose_nothing_acknowledged_and_the_views_converge()
    {
        using var enough = new CancellationTokenSource();
        _laptop = await Laptop.StartAsync(_directory.Data, services: _services.ConfigurationFile);
        await AnotherIsRefusedAsync();
        _callers = new Crowd(new CommandMix(_ledger), _ledger, _patience, Callers).SendUntilKilledAsync(_laptop, enough.Token);
        await MoreAsync(Pace);
        foreach (string name in _all ? _services.Servers.Select(server => server.Name) : _few) await KilledAndStartedAsync(name);
        if (_all) await CenterOfOneClusterLostAsync();
        await enough.CancelAsync();
        await _callers.WaitAsync(_patience);

        long quiet = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(NothingIsPendingAsync, _patience);
        await ViewsConvergeAsync();
        var agreed = TimeProvider.System.GetElapsedTime(quiet);
        var rest = await AtRest.ReadAsync(_laptop, _ledger.Identities);
        rest.MembersAgree();
        rest.HistoriesTellWhatWasAcknowledged(_ledger);
        await Replays.AllTheSameAsync(_laptop, _ledger.Acknowledged);
        Assert.Equal(0, await _laptop.TerminateAsync());
        Report(_report.Text(_ledger, rest, agreed));
    }

    /// <summary>It would share the queues.</summary>
    private async Task AnotherIsRefusedAsync()
    {
        var (code, said) = await Laptop.RunToEndAsync("--data", _directory.Data + "-2", "--ports", "0,0", "--services", _services.ConfigurationFile);
        Assert.Equal(1, code);
        Assert.Contains($"runs on the servers of {_services.ConfigurationFile} already", said, StringComparison.Ordinal);
    }

    private Task KilledAndStartedAsync(string name) => DuringAsync($"{name}, started again", async () =>
    {
        var (acknowledged, refused) = (_ledger.Count, _ledger.Refused);
        await _services.Server(name).KillAsync();

        // The load goes on without it: either nobody needs it, or somebody is told.
        await Eventually.TrueAsync(() => Task.FromResult(_ledger.Refused > refused || _ledger.Count > acknowledged + Pace), _patience);
        await _services.StartAsync(name, CancellationToken.None);
    });

    /// <summary>A primary and the replica beside it: one of the other center takes over, and the running product is told.</summary>
    private Task CenterOfOneClusterLostAsync() => DuringAsync("c0-a1 with c0-a2, c0-b1 promoted, both joined again", async () =>
    {
        await Task.WhenAll(_services.Server("c0-a1").KillAsync(), _services.Server("c0-a2").KillAsync());
        await _services.PromoteAsync("c0-b1", AcknowledgedBy.HomeReplica, CancellationToken.None);
        int before = _ledger.Pauses.Operations(0);
        var (code, said) = await Laptop.ToolAsync("ops", "promote", "c0-b1", "--data", _directory.Data);
        Assert.True(code == 0, said);
        await Eventually.TrueAsync(() => Task.FromResult(_ledger.Pauses.Operations(0) >= before + FirstAfterPromotion), _patience);
        await _services.StartAsync("c0-a1", CancellationToken.None);
        await _services.StartAsync("c0-a2", CancellationToken.None);
        await _services.Records[0].AcknowledgeAsync(AcknowledgedBy.AwayReplicas);
    });

    private async Task DuringAsync(string what, Func<Task> outage)
    {
        var time = TimeProvider.System;
        long killed = time.GetTimestamp();
        var (acknowledged, refused) = (_ledger.Count, _ledger.Refused);
        _ledger.Pauses.Begin();
        await outage();
        long started = time.GetTimestamp();
        int meanwhile = _ledger.Count - acknowledged;
        await MoreAsync(Pace);
        if (_all) await Eventually.TrueAsync(ViewsAreLiveAsync, _patience);
        _report.Killed(what, time.GetElapsedTime(killed, started), _ledger.Pauses, meanwhile, _ledger.Refused - refused, _all ? time.GetElapsedTime(started) : null);
    }

    private async Task MoreAsync(int count)
    {
        var more = _ledger.MoreAsync(count);
        var first = await Task.WhenAny(more, _callers).WaitAsync(_patience);
        if (first == _callers) await _callers;
        Assert.Same(more, first);
    }

    private async Task<bool> NothingIsPendingAsync()
    {
        var answer = await _laptop.OperatorA.GetAsync("/ops/v1/operations?state=pending");
        return answer.Status == 200 && answer.Json.GetProperty("items").GetArrayLength() == 0;
    }

    private async Task<bool> ViewsAreLiveAsync()
    {
        var answer = await _laptop.OperatorA.GetAsync("/ops/v1/read-models");
        return answer.Status == 200 && answer.Json.GetProperty("items").EnumerateArray().All(item => item.GetProperty("state").GetString() == "live");
    }

    /// <summary>A comparison that finds a view still behind, or a store too slow for it, is made again until time is over.</summary>
    private async Task ViewsConvergeAsync()
    {
        string last = "";
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    (int code, last) = await Laptop.ToolAsync("verify", "--replay", "--data", _directory.Data);
                    return code == 0;
                },
                _patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail(last);
        }
    }

    private void Report(string text)
    {
        output.WriteLine(text);
        if (Environment.GetEnvironmentVariable(ReportVariable) is { Length: > 0 } file) File.WriteAllText(file, text);
    }
}
