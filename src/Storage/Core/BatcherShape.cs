namespace MemberGrains.Storage.Core;

/// <summary>The limits of one <see cref="Batcher{TItem,TResult}"/>.</summary>
/// <param name="Cluster">Physical cluster.</param>
/// <param name="What">What is batched, for messages: "Writes".</param>
/// <param name="Capacity">Items that may wait; beyond it callers are refused.</param>
/// <param name="MaxBatch">Most items of one batch.</param>
/// <param name="InFlight">Batches under way at once.</param>
/// <param name="Fault">The exception a caller gets for what a batch threw; a new one for each caller.</param>
internal sealed record BatcherShape(
    string Cluster,
    string What,
    int Capacity,
    int MaxBatch,
    int InFlight,
    Func<Exception, Exception> Fault);
