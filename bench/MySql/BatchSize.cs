using System.Diagnostics.Metrics;

namespace MemberGrains.Bench.MySql;

/// <summary>Hears the record's own figures of how many writes its transactions had.</summary>
internal sealed class BatchSize : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _batches;
    private long _items;

    public BatchSize()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "membergrains_storage_batch_items") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>(Count);
        _listener.Start();
    }

    public int Average => (int)Math.Max(1, Interlocked.Read(ref _items) / Math.Max(1, Interlocked.Read(ref _batches)));

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, int items, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var (name, value) in tags)
        {
            if (name != "operation" || value is not "commit") continue;
            Interlocked.Increment(ref _batches);
            Interlocked.Add(ref _items, items);
        }
    }
}
