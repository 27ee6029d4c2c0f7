using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Tests.Core;

/// <summary>The meter is one for the process, so each test looks at a cluster name of its own.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task A_batch_is_counted_with_its_size_and_the_queue_is_empty_after_it()
    {
        using var seen = new Seen("metered-1");
        var gate = new Gate<CommitBatch, ImmutableArray<RowVerdict>>(batch => [.. batch.Commits.Select(_ => new RowVerdict(CommitResult.Committed))]);
        await using var record = Open("metered-1", gate.PassAsync);
        var first = CommitAsync(record);
        await gate.Arrived(1);
        Task<CommitResult>[] others = [CommitAsync(record), CommitAsync(record)];
        Assert.Equal(2, seen.Sum("membergrains_storage_queue_items"));
        gate.Open();
        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 2], seen.Of("membergrains_storage_batch_items"));
        Assert.Equal(2, seen.Of("membergrains_storage_batch_seconds").Count);
        Assert.Equal(0, seen.Sum("membergrains_storage_queue_items"));
    }

    [Fact]
    public async Task Writes_that_do_not_match_and_errors_are_counted_by_reason()
    {
        using var seen = new Seen("metered-2");
        var verdicts = new Queue<Func<RowVerdict>>(
        [
            () => new RowVerdict(CommitResult.Stale), () => new RowVerdict(CommitResult.EpochMoved), () => new RowVerdict(default, "a gap"),
            () => throw new StoreUnavailableException("out"), () => throw new FateUnknownException("lost"), () => throw new IOException("odd"),
        ]);
        await using var record = Open("metered-2", _ => Task.FromResult(ImmutableArray.Create(verdicts.Dequeue()())));
        for (int i = 0; i < 6; i++) await Xunit.Record.ExceptionAsync(() => CommitAsync(record));
        Assert.Equal(["stale", "epoch", "refused"], seen.Reasons("membergrains_storage_stale_writes_total"));
        Assert.Equal(["unavailable", "fate-unknown", "unexpected"], seen.Reasons("membergrains_storage_errors_total"));
    }

    private static RecordStore Open(string cluster, Func<CommitBatch, Task<ImmutableArray<RowVerdict>>> commit) => new(
        new Storage.Slots.SlotMap([new(cluster, "a", 0, 1023)]), [new ScriptedBackend(cluster) { OnCommit = commit }], new RecordOptions(), TimeProvider.System);

    private static Task<CommitResult> CommitAsync(RecordStore record) => record.Rows.CommitAsync(CoreStand.Registration("c0"), CancellationToken.None).AsTask();

    private sealed class Seen : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Instrument, double Value, string? Reason)> _measured = new();

        public Seen(string cluster)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "MemberGrains.Storage") listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(cluster, instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(cluster, instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(cluster, instrument, value, tags));
            _listener.Start();
        }

        public List<double> Of(string instrument) => [.. _measured.Where(one => one.Instrument == instrument).Select(one => one.Value)];

        public double Sum(string instrument) => Of(instrument).Sum();

        public List<string?> Reasons(string instrument) => [.. _measured.Where(one => one.Instrument == instrument).Select(one => one.Reason)];

        public void Dispose() => _listener.Dispose();

        private void Note(string cluster, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string? reason = null;
            bool ours = false;
            foreach (var (name, tag) in tags)
            {
                ours |= name == "cluster" && Equals(tag, cluster);
                if (name == "reason") reason = (string?)tag;
            }

            if (ours) _measured.Enqueue((instrument.Name, value, reason));
        }
    }
}
