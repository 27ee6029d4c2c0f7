using System.Diagnostics.Metrics;
using MemberGrains.Gateway.Metrics;

namespace MemberGrains.Gateway.Tests.Metrics;

public sealed class PrometheusExporterTests
{
    [Fact]
    public void Counters_gauges_and_histograms_show_as_prometheus_reads_them()
    {
        using var exporter = new PrometheusExporter();
        using var meter = new Meter("MemberGrains.ExporterTest");
        var counter = meter.CreateCounter<long>("exporter_test_things_total", null, "Things.\nTwo lines.");
        var histogram = meter.CreateHistogram("exporter_test_wait_seconds", "s", "Waits.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        meter.CreateObservableGauge("exporter_test_level", () => new Measurement<int>(7, new KeyValuePair<string, object?>("side", "left")), null, "Level.");
        counter.Add(2, new("name", "quote\" back\\slash\nline"), new("n", 5));
        counter.Add(3, new("name", "quote\" back\\slash\nline"), new("n", 5));
        counter.Add(1, new("name", "other"), new("n", 5));
        foreach (double wait in (double[])[0.05, 0.1, 0.5, 20]) histogram.Record(wait);

        var lines = exporter.Scrape().Split('\n').Where(line => line.Contains("exporter_test", StringComparison.Ordinal)).ToList();

        Assert.Equal(
        [
            "# HELP exporter_test_level Level.",
            "# TYPE exporter_test_level gauge",
            "exporter_test_level{side=\"left\"} 7",
            "# HELP exporter_test_things_total Things.\\nTwo lines.",
            "# TYPE exporter_test_things_total counter",
            "exporter_test_things_total{name=\"other\",n=\"5\"} 1",
            "exporter_test_things_total{name=\"quote\\\" back\\\\slash\\nline\",n=\"5\"} 5",
            "# HELP exporter_test_wait_seconds Waits.",
            "# TYPE exporter_test_wait_seconds histogram",
            "exporter_test_wait_seconds_bucket{le=\"0.1\"} 2",
            "exporter_test_wait_seconds_bucket{le=\"1\"} 3",
            "exporter_test_wait_seconds_bucket{le=\"+Inf\"} 4",
            "exporter_test_wait_seconds_sum 20.65",
            "exporter_test_wait_seconds_count 4",
        ], lines);
    }

    [Fact]
    public void What_is_no_longer_observed_is_no_longer_shown_and_other_meters_never_are()
    {
        using var exporter = new PrometheusExporter();
        using var meter = new Meter("MemberGrains.ExporterTest2");
        using var foreign = new Meter("Somebody.Else");
        List<string> silos = ["a1", "a2"];
        meter.CreateObservableGauge("exporter_test2_silos", () => silos.Select(silo => new Measurement<int>(1, new KeyValuePair<string, object?>("silo", silo))));
        foreign.CreateCounter<long>("somebody_elses_total").Add(1);
        string before = exporter.Scrape();

        silos.Remove("a1");
        string after = exporter.Scrape();

        Assert.Contains("exporter_test2_silos{silo=\"a1\"} 1", before, StringComparison.Ordinal);
        Assert.DoesNotContain("silo=\"a1\"", after, StringComparison.Ordinal);
        Assert.Contains("silo=\"a2\"", after, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody_elses_total", after, StringComparison.Ordinal);
    }
}
