using System.Diagnostics.Metrics;

namespace MemberGrains.Storage.Core;

/// <summary>The instruments of meter <c>MemberGrains.Storage</c>; docs/metrics.md lists them.</summary>
internal static class StorageMeter
{
    private static readonly Meter Meter = new("MemberGrains.Storage");

    /// <summary>Labels: cluster, operation (commit, read, replica).</summary>
    public static readonly Histogram<int> BatchItems =
        Meter.CreateHistogram("membergrains_storage_batch_items", "items", "Items of one batch.", tags: null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] });

    /// <summary>Labels: cluster, operation.</summary>
    public static readonly Histogram<double> BatchDuration =
        Meter.CreateHistogram<double>("membergrains_storage_batch_seconds", "s", "From sending a batch to its answer; of a commit, until it is durable.");

    /// <summary>Labels: cluster, operation.</summary>
    public static readonly UpDownCounter<int> Queue =
        Meter.CreateUpDownCounter<int>("membergrains_storage_queue_items", "items", "Items waiting for a batch.");

    /// <summary>Labels: cluster, reason (stale, epoch, refused).</summary>
    public static readonly Counter<long> StaleWrites =
        Meter.CreateCounter<long>("membergrains_storage_stale_writes_total", "writes", "Conditional writes that did not match.");

    /// <summary>Labels: cluster, operation, reason (queue-full, unavailable, fate-unknown, unexpected).</summary>
    public static readonly Counter<long> Errors =
        Meter.CreateCounter<long>("membergrains_storage_errors_total", "errors", "Batches that failed and calls that were refused.");
}
