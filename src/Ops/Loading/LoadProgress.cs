using System.Text.Json.Serialization;

namespace MemberGrains.Ops.Loading;

/// <summary>How far a load is: what its progress file holds. Every line up to <see cref="Through"/> has its final answer.</summary>
internal sealed record LoadProgress
{
    /// <summary>Which file, and whose cluster (a hash of the caller key, which is made with the cluster).</summary>
    public required string Digest { get; init; }

    public required string Account { get; init; }

    /// <summary>Last line of the gapless answered beginning.</summary>
    public long Through { get; init; }

    /// <summary>Length of the file of refused rows that belongs to those lines.</summary>
    public long RefusedBytes { get; init; }

    /// <summary>Lines by outcome or problem code.</summary>
    public SortedDictionary<string, long> Accepted { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Refused { get; init; } = new(StringComparer.Ordinal);

    [JsonIgnore]
    public long AcceptedLines => Accepted.Values.Sum();

    [JsonIgnore]
    public long RefusedLines => Refused.Values.Sum();
}
