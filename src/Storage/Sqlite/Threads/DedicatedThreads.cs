using System.Collections.Concurrent;
using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Storage.Sqlite.Threads;

/// <summary>
/// Threads of their own, each with a session (SQLite's API blocks, and a blocked pool would hold up everybody). Whoever
/// awaits goes on at their own place, never here.
/// </summary>
internal sealed class DedicatedThreads<TSession> : IAsyncDisposable
    where TSession : IDisposable
{
    private readonly BlockingCollection<Job> _jobs = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _alive;

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
        try
        {
            _jobs.Add(job, CancellationToken.None);
        }
        catch (InvalidOperationException closed)
        {
            throw new StoreUnavailableException("The record is shutting down.", closed);
        }

        return new ValueTask<TResult>(job.Task);
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.CompleteAdding();
        await _ended.Task;
        _jobs.Dispose();
    }

    private void Work(TSession session)
    {
        using (session)
        {
            foreach (var job in _jobs.GetConsumingEnumerable()) job.Run(session);
        }

        if (Interlocked.Decrement(ref _alive) == 0) _ended.TrySetResult();
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
