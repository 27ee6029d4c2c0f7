using System.Globalization;

namespace MemberGrains.Bench.Lag;

/// <summary>A histogram as <c>/metrics</c> shows it: how many were at most so long, for each bound.</summary>
internal sealed record LagHistogram(IReadOnlyList<(double Bound, double UpTo)> Buckets)
{
    private const string Family = "membergrains_projection_latency_seconds_bucket";

    /// <summary>That of one read model.</summary>
    public static LagHistogram Read(string metrics, string center, string model)
    {
        string series = $"{Family}{{center=\"{center}\",model=\"{model}\",le=\"";
        return new LagHistogram(
        [
            .. metrics.Split('\n').Where(line => line.StartsWith(series, StringComparison.Ordinal)).Select(line => line[series.Length..].Split("\"} "))
                .Select(parts => (parts[0] == "+Inf" ? double.PositiveInfinity : Number(parts[0]), Number(parts[1]))),
        ]);
    }

    /// <summary>What came between an earlier reading and this one.</summary>
    public LagHistogram Since(LagHistogram earlier) => earlier.Buckets.Count == 0 ? this : new([.. Buckets.Select((bucket, i) => (bucket.Bound, bucket.UpTo - earlier.Buckets[i].UpTo))]);

    /// <summary>How many.</summary>
    public double Count => Buckets.Count == 0 ? 0 : Buckets[^1].UpTo;

    /// <summary>Milliseconds, by straight lines between the bounds; the last bound for what is beyond.</summary>
    public double Ms(double share)
    {
        double wanted = Count * share;
        (double bound, double upTo) = (0, 0);
        foreach (var bucket in Buckets)
        {
            if (bucket.UpTo >= wanted)
                return double.IsInfinity(bucket.Bound) || bucket.UpTo == upTo ? bound * 1_000 : (bound + ((bucket.Bound - bound) * (wanted - upTo) / (bucket.UpTo - upTo))) * 1_000;
            (bound, upTo) = bucket;
        }

        return bound * 1_000;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
