using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Storage.Core;

/// <summary>Figures of one batcher.</summary>
internal sealed class BatchMeter(string cluster, string operation, TimeProvider time)
{
    private readonly KeyValuePair<string, object?> _cluster = new("cluster", cluster);
    private readonly KeyValuePair<string, object?> _operation = new("operation", operation);

    public long Started() => time.GetTimestamp();

    public void Queued(int change) => StorageMeter.Queue.Add(change, _cluster, _operation);

    public void Refused() => Error("queue-full");

    public void Done(long started, int items)
    {
        StorageMeter.BatchItems.Record(items, _cluster, _operation);
        StorageMeter.BatchDuration.Record(time.GetElapsedTime(started).TotalMilliseconds, _cluster, _operation);
    }

    public void Failed(long started, int items, Exception fault)
    {
        Done(started, items);
        Error(fault switch
        {
            StoreUnavailableException => "unavailable",
            FateUnknownException => "fate-unknown",
            _ => "unexpected",
        });
    }

    private void Error(string reason) => StorageMeter.Errors.Add(1, _cluster, _operation, new("reason", reason));
}
