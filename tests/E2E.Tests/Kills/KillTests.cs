using System.Globalization;
using MemberGrains.E2E.Tests.Running;
using Xunit.Abstractions;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>
/// The real process under all commands, killed again and again. <c>./dev kill 20</c> runs it longer and prints its report.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const string KillsVariable = "MEMBERGRAINS_KILLS";
    private const string ReportVariable = "MEMBERGRAINS_KILL_REPORT";
    private const int DefaultKills = 5;
    private const int Callers = 12;

    /// <summary>What must have come up, or the load was not of all commands.</summary>
    private static readonly string[] _everyCommand =
    [
        "register: registered", "bind: bound", "unbind: unbound", "replace: replaced", "merge: merged", "split: split",
        "quarantine: quarantined", "release: released",
    ];

    /// <summary>The promise: nothing is pending this long after a start.</summary>
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _load = TimeSpan.FromMinutes(4);

    private readonly TemporaryDirectory _directory = new();
    private readonly Ledger _ledger = new();
    private readonly KillReport _report = new();
    private readonly Random _random = new(1);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_process_killed_again_and_again_under_all_commands_keeps_every_promise()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? $"{DefaultKills}", CultureInfo.InvariantCulture);
        var crowd = new Crowd(new CommandMix(_ledger), _ledger, _load, Callers);
        int replayed = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            await using var laptop = await Laptop.StartAsync(_directory.Data);
            bool inRecovery = kill % 4 == 2;
            if (!inRecovery) replayed = await RecoveredAsync(laptop, crowd, replayed);
            var enough = _ledger.MoreAsync(inRecovery ? _random.Next(1, 50) : _random.Next(100, 1_000));
            var callers = crowd.SendUntilKilledAsync(laptop);
            Assert.Same(enough, await Task.WhenAny(enough, callers).WaitAsync(_load));
            await laptop.KillAsync();
            await callers;
            _report.Killed(inRecovery);
        }

        await using var last = await Laptop.StartAsync(_directory.Data);
        await RecoveredAsync(last, crowd, replayed: 0);
        var (code, said) = await Laptop.ToolAsync("verify", "--replay", "--data", _directory.Data);
        Assert.True(code == 0, said);
        var rest = await AtRest.ReadAsync(last, _ledger.Identities);
        rest.MembersAgree();
        rest.HistoriesTellWhatWasAcknowledged(_ledger);
        Assert.Empty(_everyCommand.Except(_ledger.Acknowledged.Select(acknowledged => $"{acknowledged.Command.Name}: {acknowledged.Outcome}")));
        Assert.Equal(0, await last.TerminateAsync());
        Report(rest);
    }

    /// <summary>Waits, calling nobody, until nothing is pending; then every fate is learnt and every answer is what it was.</summary>
    private async Task<int> RecoveredAsync(Laptop laptop, Crowd crowd, int replayed)
    {
        await NothingPendingAsync(laptop);
        _report.Learnt(await crowd.LearnUnknownAsync(laptop));
        var acknowledged = _ledger.Acknowledged;
        await Replays.AllTheSameAsync(laptop, [.. acknowledged.Skip(replayed)]);
        return acknowledged.Count;
    }

    private async Task NothingPendingAsync(Laptop laptop)
    {
        var time = TimeProvider.System;
        long started = time.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100), time);
        int? found = null;
        while (true)
        {
            var answer = await laptop.OperatorA.GetAsync("/ops/v1/operations?state=pending");
            Assert.True(answer.Status == 200, answer.Text);
            int pending = answer.Json.GetProperty("items").GetArrayLength();
            found ??= pending;
            var passed = time.GetElapsedTime(started);
            Assert.True(passed < _recovery, $"After {passed.TotalSeconds:F1} s there is still pending: {answer.Text}");
            if (pending == 0)
            {
                _report.Settled(found.Value, passed);
                return;
            }

            await look.WaitForNextTickAsync();
        }
    }

    private void Report(AtRest rest)
    {
        string text = _report.Text(_ledger, rest);
        output.WriteLine(text);
        if (Environment.GetEnvironmentVariable(ReportVariable) is { Length: > 0 } file) File.WriteAllText(file, text);
    }
}
