using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Storage.Threads;

/// <summary>
/// Threads of their own, each with a session (SQLite's API blocks, and so does MySQL's driver; a blocked pool would hold up everybody). Whoever
/// awaits goes on at their own place, never here.
/// </summary>
internal sealed class DedicatedThreads<TSession> : IAsyncDisposable
    where TSession : IDisposable
{
    // Waited for with Monitor: a BlockingCollection spins first, on cores that a busy laptop has none to spare of.
    private readonly object _gate = new();
    private readonly Queue<Job> _jobs = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _alive;
    private bool _closed;

    public DedicatedThreads(string name, IReadOnlyCollection<TSession> sessions)
    {
        _alive = sessions.Count;
        foreach (var session in sessions)
        {
            var thread = new Thread(() => Work(session)) { IsBackground = true, Name = name };
            thread.UnsafeStart();
        }
    }

    /// <summary>Runs <paramref name="work"/> on one of the threads.</summary>
    public ValueTask<TResult> RunAsync<TResult>(Func<TSession, TResult> work, CancellationToken cancellation)
    {
        var job = new Job<TResult>(work, cancellation);
        lock (_gate)
        {
            if (_closed) throw new StoreUnavailableException("The record is shutting down.");
            _jobs.Enqueue(job);
            Monitor.Pulse(_gate);
        }

        return new ValueTask<TResult>(job.Task);
    }

    /// <summary>Takes no more work and returns when what was taken is done.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }

        await _ended.Task;
    }

    private void Work(TSession session)
    {
        using (session)
        {
            while (Next() is { } job) job.Run(session);
        }

        if (Interlocked.Decrement(ref _alive) == 0) _ended.TrySetResult();
    }

    private Job? Next()
    {
        lock (_gate)
        {
            while (_jobs.Count == 0)
            {
                if (_closed) return null;
                Monitor.Wait(_gate);
            }

            return _jobs.Dequeue();
        }
    }

    private abstract class Job
    {
        public abstract void Run(TSession session);
    }

    private sealed class Job<TResult>(Func<TSession, TResult> work, CancellationToken cancellation) : Job
    {
        private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TResult> Task => _done.Task;

        public override void Run(TSession session)
        {
            if (cancellation.IsCancellationRequested)
            {
                _done.TrySetCanceled(cancellation);
                return;
            }

            try
            {
                _done.TrySetResult(work(session));
            }
#pragma warning disable CA1031 // The thread lives on; whoever awaits the job gets its exception.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                _done.TrySetException(fault);
            }
        }
    }
}
