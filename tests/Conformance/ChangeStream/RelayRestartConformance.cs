using System.Collections.Concurrent;
using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Relay;
using MemberGrains.Conformance.Storage;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>What a record's outbox and the relay owe each other over a restart; a subclass opens the record.</summary>
public abstract class RelayRestartConformance(IRecordStand stand) : IAsyncLifetime
{
    private const string Cluster = "c0";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Task InitializeAsync() => stand.OpenAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await stand.DisposeAsync();

    [ServerFact]
    public async Task What_a_crash_took_from_the_brokers_is_still_in_the_outbox_and_comes_again()
    {
        var committed = new List<ChangeEvent>();
        for (int i = 0; i < 40; i++) committed.Add(await RegisterAsync());

        // Center b takes a few and then hangs; the process dies on it.
        var a = new Taker("a", expected: committed.Count);
        var b = new Taker("b", expected: committed.Count) { Most = 10 };
        await RunUntilAsync("first", a.Complete, a, b);
        await stand.ReopenAsync();
        var left = await stand.Record.Outbox.ReadAsync(Cluster, default, 1_000, None);
        Assert.InRange(left.Length, committed.Count - b.Taken.Count, committed.Count);

        await stand.PassAsync(Lease + TimeSpan.FromSeconds(1));
        committed.Add(await RegisterAsync());
        var again = new Taker("b", expected: left.Length + 1);
        await RunUntilAsync("second", again.Complete, new Taker("a", int.MaxValue), again);
        Assert.Equal(committed.Select(change => change.Identity).Order(), b.Taken.Concat(again.Taken).Select(change => change.Identity).Distinct().Order());
        Assert.All(again.Taken, change => Assert.Contains(change, committed));
    }

    private async Task<ChangeEvent> RegisterAsync()
    {
        var key = Some.Phone();
        while (stand.Record.Slots.ClusterOf(Interfaces.Slots.Slot.Of(key)).Id != Cluster) key = Some.Phone();
        var commit = Commits.Change(await stand.Record.Rows.LoadAsync(key, None), stand.Now);
        await stand.Record.Rows.CommitAsync(commit, None);
        return new ChangeEvent(key, commit.Entry!);
    }

    private async Task RunUntilAsync(string owner, Task enough, params IChangeBroker[] brokers)
    {
        long fence = (await stand.Record.Fences.AcquireAsync(Cluster, OutboxRelayJob.Name, owner, Lease, None)).GetValueOrDefault();
        var options = new RelayOptions { BatchSize = 5, ConfirmTimeout = TimeSpan.FromMinutes(1) };
        var relay = new OutboxRelay(Cluster, stand.Record.Outbox, stand.Record.Backlogs, brokers, options, TimeProvider.System, new ChangeStreamMetrics(), NullLogger<OutboxRelay>.Instance);
        using var crash = new CancellationTokenSource();
        var run = relay.RunAsync(fence, crash.Token);
        await enough.WaitAsync(TimeSpan.FromMinutes(2));
        await crash.CancelAsync();
        await run;
    }

    /// <summary>A broker that takes so many events and then hangs.</summary>
    private sealed class Taker(string center, int expected) : IChangeBroker
    {
        private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Center => center;

        public int Most { get; init; } = int.MaxValue;

        public ConcurrentQueue<ChangeEvent> Taken { get; } = new();

        public Task Complete => _complete.Task;

        public async ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation)
        {
            if (message is not StreamMessage.Changes changes) return;
            if (Taken.Count + changes.Events.Length > Most) await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            foreach (var change in changes.Events) Taken.Enqueue(change);
            if (Taken.Count >= expected) _complete.TrySetResult();
        }

        public IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler) =>
            throw new NotSupportedException("Nobody listens in this test.");
    }
}
