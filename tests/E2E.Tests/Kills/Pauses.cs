namespace MemberGrains.E2E.Tests.Kills;

/// <summary>For how long, in each cluster of the record, no operation was acknowledged at a stretch.</summary>
internal sealed class Pauses(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Cluster[] _clusters = [new(), new()];

    /// <summary>Operations acknowledged by coordinators of c0 (0) or c1 (1).</summary>
    public int Operations(int cluster)
    {
        lock (_gate) return _clusters[cluster].Operations;
    }

    /// <summary>Forgets the pauses until now.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            foreach (var cluster in _clusters) (cluster.Last, cluster.Longest) = (time.GetTimestamp(), TimeSpan.Zero);
        }
    }

    /// <summary>An operation's id begins with its coordinator's slot, and c0 has the lower half of the slots.</summary>
    public void Acknowledged(string operationId)
    {
        var cluster = _clusters[Convert.ToInt32(operationId.Substring("op_".Length, 3), 16) < 512 ? 0 : 1];
        lock (_gate)
        {
            cluster.Operations++;
            cluster.Longest = Longer(cluster);
            cluster.Last = time.GetTimestamp();
        }
    }

    /// <summary>The longest since it began, that which lasts included.</summary>
    public TimeSpan Longest(int cluster)
    {
        lock (_gate) return Longer(_clusters[cluster]);
    }

    private TimeSpan Longer(Cluster cluster) => time.GetElapsedTime(cluster.Last) is var lasts && lasts > cluster.Longest ? lasts : cluster.Longest;

    private sealed class Cluster
    {
        public int Operations { get; set; }

        public long Last { get; set; }

        public TimeSpan Longest { get; set; }
    }
}
