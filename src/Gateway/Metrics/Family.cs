using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MemberGrains.Gateway.Metrics;

/// <summary>All series of one metric name; several meters may feed it (two gateways in one process).</summary>
internal sealed class Family
{
    /// <summary>Seconds: most histograms are of times, and name no bounds then.</summary>
    private static readonly double[] DefaultBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];
    private readonly ConcurrentDictionary<LabelSet, Series> _series = new(LabelSet.Comparer.Instance);
    private readonly ConcurrentDictionary<LabelSet, Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;
    private readonly bool _isObserved;
    private readonly bool _adds;

    public Family(Instrument instrument)
    {
        Name = instrument.Name;
        Help = instrument.Description ?? "";
        _isObserved = instrument.IsObservable;
        string kind = instrument.GetType().Name;
        IsHistogram = kind.StartsWith("Histogram", StringComparison.Ordinal);
        _adds = kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("UpDownCounter", StringComparison.Ordinal);
        Type = IsHistogram ? "histogram" : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter" : "gauge";
        Bounds = IsHistogram ? BoundsOf(instrument) : [];
        _byTags = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    public string Name { get; }

    public string Help { get; }

    /// <summary>As Prometheus calls it.</summary>
    public string Type { get; }

    public bool IsHistogram { get; }

    /// <summary>Upper bounds of the buckets, but for the infinite one.</summary>
    public double[] Bounds { get; }

    public IEnumerable<KeyValuePair<LabelSet, Series>> Series => _series;

    /// <summary>Takes a measurement.</summary>
    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_byTags.TryGetValue(tags, out var series)) series = _series.GetOrAdd(new LabelSet(tags), _ => new Series(Bounds));
        if (IsHistogram) series.Record(value);
        else if (_adds) series.Add(value);
        else series.Set(value);
    }

    /// <summary>Forgets what was observed, so that what is no longer there does not stay.</summary>
    public void ForgetObserved()
    {
        if (_isObserved) _series.Clear();
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => DefaultBounds,
    };
}
