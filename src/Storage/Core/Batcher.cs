using System.Collections.Immutable;
using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Storage.Core;

/// <summary>
/// Collects calls while a batch is under way and sends them together as the next one. A batch takes only what was asked
/// before it is sent, so its answers are never older than their questions.
/// </summary>
/// <remarks>
/// Batches run on <paramref name="scheduler"/>, never on the caller's (a grain's turn must not carry its neighbours'
/// writes), and each caller goes on where it awaits.
/// </remarks>
internal sealed class Batcher<TItem, TResult>(BatcherShape shape, TaskScheduler scheduler, BatchMeter meter, Func<ImmutableArray<TItem>, ValueTask<ImmutableArray<TResult>>> send)
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private TaskCompletionSource? _drained;
    private int _running;
    private bool _closed;

    /// <summary>The result of one item, batched with others.</summary>
    /// <exception cref="StoreUnavailableException">The queue is full or closed, or the batch failed; nothing was done.</exception>
    public async Task<TResult> AskAsync(TItem item, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiting = new Waiting(item);
        if (Enter(waiting)) Start();

        // Awaited itself and not through WaitAsync, which would complete on the thread pool, outside a simulation.
        using var given = cancellation.UnsafeRegister(static (state, token) => ((Waiting)state!).TrySetCanceled(token), waiting);
        return await waiting.Task;
    }

    /// <summary>Refuses what comes and what waits, and returns when the batches under way have ended.</summary>
    public async Task CloseAsync()
    {
        Waiting[] refused;
        Task drained;
        lock (_gate)
        {
            _closed = true;
            refused = [.. _waiting];
            _waiting.Clear();
            drained = _running == 0 ? Task.CompletedTask : (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        meter.Queued(-refused.Length);
        foreach (var waiting in refused) waiting.TrySetException(Closed());
        await drained;
    }

    /// <summary>True if a batch is to be started.</summary>
    private bool Enter(Waiting waiting)
    {
        lock (_gate)
        {
            if (_closed) throw Closed();
            if (_waiting.Count >= shape.Capacity)
            {
                meter.Refused();
                throw new StoreUnavailableException($"{shape.What} of cluster {shape.Cluster} are behind: {shape.Capacity} are waiting already.");
            }

            _waiting.Enqueue(waiting);
            meter.Queued(1);
            if (_running >= shape.InFlight) return false;
            _running++;
            return true;
        }
    }

    private StoreUnavailableException Closed() => new($"{shape.What} of cluster {shape.Cluster} are closed: the record is shutting down.");

    private void Start()
    {
        // The first caller's trace and call context are not those of the batch.
        bool flows = !ExecutionContext.IsFlowSuppressed();
        if (flows) ExecutionContext.SuppressFlow();
        _ = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        if (flows) ExecutionContext.RestoreFlow();
    }

    private async Task RunAsync()
    {
        while (Take() is { } batch)
        {
            meter.Queued(-batch.Count);
            batch.RemoveAll(static waiting => waiting.Task.IsCompleted);
            if (batch.Count > 0) await SendAsync(batch);
        }
    }

    private List<Waiting>? Take()
    {
        lock (_gate)
        {
            int count = Math.Min(_waiting.Count, shape.MaxBatch);
            if (count == 0)
            {
                if (--_running == 0) _drained?.TrySetResult();
                return null;
            }

            var batch = new List<Waiting>(count);
            while (batch.Count < count) batch.Add(_waiting.Dequeue());
            return batch;
        }
    }

    private async Task SendAsync(List<Waiting> batch)
    {
        long started = meter.Started();
        try
        {
            var items = ImmutableArray.CreateBuilder<TItem>(batch.Count);
            foreach (var waiting in batch) items.Add(waiting.Item);
            var results = await send(items.MoveToImmutable());
            if (results.Length != batch.Count) throw new InvalidOperationException($"{results.Length} results came for {batch.Count} items.");
            meter.Done(started, batch.Count);
            for (int i = 0; i < batch.Count; i++) batch[i].TrySetResult(results[i]);
        }
#pragma warning disable CA1031 // Whatever went wrong is the answer of everyone in the batch; each gets an exception of its own.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            meter.Failed(started, batch.Count, fault);
            foreach (var waiting in batch) waiting.TrySetException(shape.Fault(fault));
        }
    }

    private sealed class Waiting(TItem item) : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TItem Item => item;
    }
}
