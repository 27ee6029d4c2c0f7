using MemberGrains.Interfaces.Faults;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.Core;

/// <summary>Figures and log lines of one batcher.</summary>
internal sealed class BatchMeter(string cluster, string operation, TimeProvider time, ILogger log)
{
    private bool _full;
    private long _failed;

    private readonly KeyValuePair<string, object?> _cluster = new("cluster", cluster);
    private readonly KeyValuePair<string, object?> _operation = new("operation", operation);

    public long Started() => time.GetTimestamp();

    public void Queued(int change) => StorageMeter.Queue.Add(change, _cluster, _operation);

    /// <summary>A call was refused because the queue is full; logged once until it moves again.</summary>
    public void Refused()
    {
        Error("queue-full");
        if (!Interlocked.Exchange(ref _full, true)) StorageLog.QueueFull(log, operation, cluster);
    }

    public void Done(long started, int items)
    {
        Ended(started, items);
        if (Volatile.Read(ref _failed) > 0 && Interlocked.Exchange(ref _failed, 0) is > 0 and var failed) StorageLog.WorksAgain(log, operation, cluster, failed);
    }

    /// <summary>That a store is away is logged once, not once for each of the thousand batches a second that find it so.</summary>
    public void Failed(long started, int items, Exception fault)
    {
        Ended(started, items);
        bool first = Interlocked.Increment(ref _failed) == 1;
        if (first || fault is not StoreUnavailableException) StorageLog.BatchFailed(log, items, operation, cluster, fault);
        Error(fault switch
        {
            StoreUnavailableException => "unavailable",
            FateUnknownException => "fate-unknown",
            _ => "unexpected",
        });
    }

    private void Ended(long started, int items)
    {
        _full = false;
        StorageMeter.BatchItems.Record(items, _cluster, _operation);
        StorageMeter.BatchDuration.Record(time.GetElapsedTime(started).TotalSeconds, _cluster, _operation);
    }

    private void Error(string reason) => StorageMeter.Errors.Add(1, _cluster, _operation, new("reason", reason));
}
