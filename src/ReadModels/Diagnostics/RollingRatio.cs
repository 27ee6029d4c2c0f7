namespace MemberGrains.ReadModels.Diagnostics;

/// <summary>A share over about the last minute: counted in buckets of five seconds, without a lock on the way.</summary>
internal sealed class RollingRatio(TimeProvider time)
{
    private const int Buckets = 12;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    private readonly Bucket[] _buckets = [.. Enumerable.Range(0, Buckets).Select(_ => new Bucket())];

    /// <summary>Null while nothing was counted.</summary>
    public double? Value
    {
        get
        {
            long now = Epoch, part = 0, whole = 0;
            foreach (var bucket in _buckets)
            {
                if (Volatile.Read(ref bucket.Epoch) <= now - Buckets) continue;
                part += Volatile.Read(ref bucket.Part);
                whole += Volatile.Read(ref bucket.Whole);
            }

            return whole == 0 ? null : (double)part / whole;
        }
    }

    private long Epoch => (long)(time.GetElapsedTime(0, time.GetTimestamp()) / Span) + 1;

    /// <summary>Counts one.</summary>
    public void Add(bool counts)
    {
        long now = Epoch;
        var bucket = _buckets[now % Buckets];
        if (Volatile.Read(ref bucket.Epoch) != now) Renew(bucket, now);
        if (counts) Interlocked.Increment(ref bucket.Part);
        Interlocked.Increment(ref bucket.Whole);
    }

    private static void Renew(Bucket bucket, long epoch)
    {
        lock (bucket)
        {
            if (bucket.Epoch == epoch) return;
            Volatile.Write(ref bucket.Part, 0);
            Volatile.Write(ref bucket.Whole, 0);
            Volatile.Write(ref bucket.Epoch, epoch);
        }
    }

    private sealed class Bucket
    {
        public long Epoch = long.MinValue / 2;
        public long Part;
        public long Whole;
    }
}
