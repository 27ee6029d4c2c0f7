using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Storage;

/// <summary>Batching and limits of the record, per physical cluster.</summary>
public sealed class RecordOptions
{
    /// <summary>Calls of one sort (writes, loads, confirmations, ...) that may wait; beyond it they are refused with <c>store-unavailable</c>.</summary>
    /// <value>1 to 1,000,000; default 20,000.</value>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 20_000;

    /// <summary>Most writes of one transaction.</summary>
    /// <value>1 to 10,000; default 500.</value>
    [Range(1, 10_000)]
    public int MaxCommitBatch { get; set; } = 500;

    /// <summary>Most rows of one batched read.</summary>
    /// <value>1 to 10,000; default 500.</value>
    [Range(1, 10_000)]
    public int MaxReadBatch { get; set; } = 500;

    /// <summary>Batched reads of one sort under way at once.</summary>
    /// <value>1 to 64; default 2.</value>
    [Range(1, 64)]
    public int ReadsInFlight { get; set; } = 2;
}
