using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace MemberGrains.Gateway.Metrics;

/// <summary>
/// Everything that meters named <c>MemberGrains.*</c> measure in this process, in Prometheus' text format. One listens
/// for a whole process: gateways that share it all show the same.
/// </summary>
public sealed class PrometheusExporter : IDisposable
{
    /// <summary>Prefix of the meters that are exported.</summary>
    public const string MeterPrefix = "MemberGrains.";

    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Lock _scrape = new();
    private readonly MeterListener _listener = new();

    public PrometheusExporter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal)) return;
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument.Name, _ => new Family(instrument)));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((Family)family!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((Family)family!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((Family)family!).Measure(value, tags));
        _listener.Start();
    }

    /// <summary>The whole text; families in order of name, also those nothing was measured of yet.</summary>
    public string Scrape()
    {
        lock (_scrape)
        {
            foreach (var family in _families.Values) family.ForgetObserved();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)) Write(text, family);
            return text.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Write(StringBuilder text, Family family)
    {
        text.Append("# HELP ").Append(family.Name).Append(' ').Append(EscapeHelp(family.Help)).Append('\n');
        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Type).Append('\n');
        foreach (var (labels, series) in family.Series.OrderBy(series => Labels(series.Key, null), StringComparer.Ordinal))
        {
            if (family.IsHistogram) WriteHistogram(text, family, labels, series);
            else Line(text, family.Name, Labels(labels, null), series.Read().Value);
        }
    }

    private static void WriteHistogram(StringBuilder text, Family family, LabelSet labels, Series series)
    {
        var (sum, count, buckets) = series.Read();
        long upTo = 0;
        for (int i = 0; i < buckets.Length; i++)
        {
            upTo += buckets[i];
            Line(text, family.Name + "_bucket", Labels(labels, Number(family.Bounds[i])), upTo);
        }

        Line(text, family.Name + "_bucket", Labels(labels, "+Inf"), count);
        Line(text, family.Name + "_sum", Labels(labels, null), sum);
        Line(text, family.Name + "_count", Labels(labels, null), count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels).Append(' ').Append(Number(value)).Append('\n');

    private static string Labels(LabelSet set, string? bound)
    {
        if (set.Labels.Count == 0 && bound is null) return "";
        var pairs = set.Labels.Select(label => $"{label.Key}=\"{EscapeLabel(label.Value)}\"");
        return $"{{{string.Join(',', bound is null ? pairs : pairs.Append($"le=\"{bound}\""))}}}";
    }

    private static string EscapeLabel(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapeHelp(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
