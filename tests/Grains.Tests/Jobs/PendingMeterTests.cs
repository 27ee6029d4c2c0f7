using System.Diagnostics.Metrics;
using MemberGrains.Silo.Jobs;

namespace MemberGrains.Grains.Tests.Jobs;

/// <summary>The meter is one for the process, so each test looks at a cluster name of its own.</summary>
public sealed class PendingMeterTests
{
    [Fact]
    public void Operations_pending_and_the_age_of_the_oldest_are_shown_as_they_were_last_read()
    {
        using var meter = new PendingMeter();
        meter.Saw("pending-1", 7, 3, TimeSpan.FromSeconds(6), CancellationToken.None);
        Assert.Equal([3, 6], Shown("pending-1"));
        meter.Saw("pending-1", 7, 0, TimeSpan.Zero, CancellationToken.None);
        Assert.Equal([0, 0], Shown("pending-1"));
    }

    [Fact]
    public void A_silo_that_has_lost_the_job_shows_nothing_of_that_cluster()
    {
        using var meter = new PendingMeter();
        using var first = new CancellationTokenSource();
        meter.Saw("pending-2", 7, 3, TimeSpan.FromSeconds(6), first.Token);
        meter.Saw("pending-2", 7, 4, TimeSpan.FromSeconds(8), first.Token);
        meter.Saw("pending-3", 2, 1, TimeSpan.FromSeconds(1), CancellationToken.None);
        first.Cancel();
        Assert.Empty(Shown("pending-2"));
        Assert.Equal([1, 1], Shown("pending-3"));

        using var again = new CancellationTokenSource();
        meter.Saw("pending-2", 9, 1, TimeSpan.FromSeconds(2), again.Token);
        Assert.Equal([1, 2], Shown("pending-2"));
    }

    private static List<double> Shown(string cluster)
    {
        var shown = new SortedDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name.StartsWith("membergrains_binding_operations_pending", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if ((string?)tags[0].Value == cluster) shown[instrument.Name] = value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. shown.Values];
    }
}
