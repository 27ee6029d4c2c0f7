namespace MemberGrains.Gateway.Metrics;

/// <summary>One line (or one histogram) of a family.</summary>
internal sealed class Series(double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds.Length];
    private double _value;
    private long _count;

    /// <summary>Counters and up-down counters.</summary>
    public void Add(double by)
    {
        lock (_lock) _value += by;
    }

    /// <summary>What is observed as a whole.</summary>
    public void Set(double value)
    {
        lock (_lock) _value = value;
    }

    /// <summary>Histograms.</summary>
    public void Record(double value)
    {
        int bucket = Array.BinarySearch(bounds, value);
        if (bucket < 0) bucket = ~bucket;
        lock (_lock)
        {
            _value += value;
            _count++;
            if (bucket < _buckets.Length) _buckets[bucket]++;
        }
    }

    /// <summary>The value (of a histogram: the sum), the count, and the buckets, not cumulated.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_lock) return (_value, _count, [.. _buckets]);
    }
}
