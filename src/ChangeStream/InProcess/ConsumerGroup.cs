using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.InProcess;

/// <summary>
/// A group's consumers and its queue per physical cluster. Consumers compete; the one that subscribed first is the
/// single active one, the next takes over when it leaves, and order is kept through that.
/// </summary>
internal sealed class ConsumerGroup(string name, PartitionSettings settings)
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];
    private readonly List<GroupPartition> _partitions = [];

    public string Name => name;

    public Subscription? Active
    {
        get
        {
            lock (_gate) return _subscriptions.Count > 0 ? _subscriptions[0] : null;
        }
    }

    public GroupPartition PartitionOf(string cluster)
    {
        lock (_gate)
        {
            if (_partitions.Find(partition => partition.Cluster == cluster) is { } known) return known;
            var added = new GroupPartition(this, cluster, settings);
            _partitions.Add(added);
            return added;
        }
    }

    public Subscription Subscribe(Func<StreamMessage, CancellationToken, ValueTask> handler)
    {
        var subscription = new Subscription(this, handler);
        lock (_gate) _subscriptions.Add(subscription);
        WakePartitions();
        return subscription;
    }

    public void Leave(Subscription subscription)
    {
        lock (_gate) _subscriptions.Remove(subscription);
    }

    public void WakePartitions()
    {
        GroupPartition[] partitions;
        lock (_gate) partitions = [.. _partitions];
        foreach (var partition in partitions) partition.Wake();
    }

    public long WaitingEvents()
    {
        GroupPartition[] partitions;
        lock (_gate) partitions = [.. _partitions];
        return partitions.Sum(partition => partition.WaitingEvents());
    }
}
