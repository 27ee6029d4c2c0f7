using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Relay;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.ChangeStream.Tests.Relay;

/// <summary>The relay of one cluster between an outbox in memory and the recording brokers of both centers, in virtual time.</summary>
internal sealed class RelayStand : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _runs = [];
    private readonly VirtualThread _thread;

    /// <param name="thread">Where everything runs.</param>
    /// <param name="outAfter">When a center that does not confirm is marked out.</param>
    public RelayStand(VirtualThread thread, TimeSpan outAfter)
    {
        _thread = thread;
        Outbox = new MemoryOutbox(thread.Time);
        Options = new RelayOptions { BatchSize = 10, Window = 50, OutAfter = outAfter };
        B.Weather = (_, _) => BIsAway ? throw new NotConfirmedException("away") : Task.CompletedTask;
    }

    public MemoryOutbox Outbox { get; }

    public RecordingBroker A { get; } = new("a");

    public RecordingBroker B { get; } = new("b");

    public RelayOptions Options { get; }

    /// <summary>Whether B confirms nothing.</summary>
    public bool BIsAway { get; set; }

    public IEnumerable<CenterOut> Marks => Outbox.Backlogs.Marks("c0");

    /// <summary>Events in backlogs.</summary>
    public int Waiting => Outbox.Backlogs.Waiting;

    public static void Run(TimeSpan outAfter, Func<VirtualThread, RelayStand, Task> test) => VirtualThread.Run(async thread =>
    {
        await using var stand = new RelayStand(thread, outAfter);
        await test(thread, stand);
    });

    public Task Run(long fence)
    {
        var relay = new OutboxRelay("c0", Outbox, Outbox.Backlogs, [A, B], Options, _thread.Time, new ChangeStreamMetrics(), NullLogger<OutboxRelay>.Instance);
        var run = relay.RunAsync(fence, _stop.Token);
        _runs.Add(run);
        return run;
    }

    public List<ChangeEvent> Add(int count) => [.. Enumerable.Range(0, count).Select(_ => Outbox.Add())];

    /// <summary>Ten events a second.</summary>
    public async Task<List<ChangeEvent>> WorkAsync(int seconds)
    {
        var events = new List<ChangeEvent>();
        for (int i = 0; i < seconds * 10; i++)
        {
            events.Add(Outbox.Add());
            await _thread.PassAsync(TimeSpan.FromMilliseconds(100));
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        foreach (var run in _runs) await run;
    }
}
