using System.Diagnostics.Metrics;

namespace MemberGrains.ReadModels.Tests.World;

/// <summary>What one stand's meter was told of the cache checker.</summary>
internal sealed class MetricLog : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _checked = [];
    private Meter? _meter;
    private double? _stale;

    public MetricLog()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _meter) && instrument.Name.StartsWith("membergrains_cache_", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name != "membergrains_cache_checked_total") return;
            string result = tags.ToArray().Single(tag => tag.Key == "result").Value!.ToString()!;
            _checked[result] = _checked.GetValueOrDefault(result) + value;
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
        {
            if (instrument.Name == "membergrains_cache_stale_ratio") _stale = value;
        });
    }

    /// <summary>Rows by what was found.</summary>
    public (long Absent, long Fresh, long Stale) Checked =>
        (_checked.GetValueOrDefault("absent"), _checked.GetValueOrDefault("fresh"), _checked.GetValueOrDefault("stale"));

    public double? StaleRatio
    {
        get
        {
            _stale = null;
            _listener.RecordObservableInstruments();
            return _stale;
        }
    }

    public Meter Create(MeterOptions options)
    {
        _meter = new Meter(options);
        _listener.Start();
        return _meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter?.Dispose();
    }
}
