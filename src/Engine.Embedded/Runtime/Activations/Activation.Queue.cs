namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The queue: turns that arrive, and continuations of those begun. Anyone adds; one slice at a time takes.</summary>
internal sealed partial class Activation
{
    // Queue entries that are neither a turn nor a continuation.
    private static readonly object Pump = new();
    private static readonly object PatienceIsOver = new();

    // What the task of a slice works on; on the thread, to save an object for each slice.
    [ThreadStatic]
    private static object? _sliceFirst;

    [ThreadStatic]
    private static int _sliceQuantum;

    // One entry needs no queue; more are rare, and their queues are shared by all activations.
    private object? _first;
    private Queue<object>? _more;
    private bool _scheduled;
    private volatile bool _killed;

    /// <summary>Whether the silo was killed: nothing of this activation runs any more.</summary>
    public bool IsKilled => _killed;

    /// <summary>Turns that have arrived and not ended; how a stateless worker is chosen.</summary>
    public int Load;

    public void Enqueue(Turn turn)
    {
        Interlocked.Increment(ref Load);
        Add(turn);
    }

    void IThreadPoolWorkItem.Execute()
    {
        var outer = _current;
        _current = this;
        try
        {
            // A continuation is a task already. Turns need a task around them, for it is by the running task that an
            // await in the grain finds its way back here.
            var quantum = Environment.TurnsPerSlice;
            while (quantum-- > 0 && Take() is { } entry)
            {
                if (entry is Task continuation)
                {
                    RunTask(continuation);
                    continue;
                }

                _sliceFirst = entry;
                _sliceQuantum = quantum;
                RunSlice();
                break;
            }
        }
        finally
        {
            _current = outer;
        }

        lock (this)
        {
            if (_first is null)
            {
                _scheduled = false;
                return;
            }
        }

        Environment.Schedule(Silo, this);
    }

    protected override void QueueTask(Task task) => Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && _current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (this)
        {
            return (_first is Task first ? [first] : Enumerable.Empty<Task>()).Concat(_more?.OfType<Task>() ?? []).ToArray();
        }
    }

    private void RunTask(Task continuation)
    {
        if (!_killed) TryExecuteTask(continuation);
    }

    private void Add(object entry)
    {
        // Asked at every entry: one that finds the activation scheduled already would else come in unseen.
        if (!Environment.Admits()) return;
        lock (this)
        {
            if (_first is null) _first = entry;
            else (_more ??= QueuePool.Rent()).Enqueue(entry);
            if (_scheduled) return;
            _scheduled = true;
        }

        Environment.Schedule(Silo, this);
    }

    private object? Take()
    {
        lock (this)
        {
            var entry = _first;
            if (entry is null || _more is null)
            {
                _first = null;
            }
            else
            {
                _first = _more.Dequeue();
                if (_more.Count == 0)
                {
                    QueuePool.Return(_more);
                    _more = null;
                }
            }

            return entry;
        }
    }

    private void RunSlice()
    {
        var slice = new Task(static () => _current!.ProcessSlice());
        slice.RunSynchronously(this);
        if (slice.IsFaulted) LogBroken(Silo.Logger, GrainId, slice.Exception!);
    }

    private void ProcessSlice()
    {
        var quantum = _sliceQuantum;
        for (var entry = _sliceFirst; entry is not null; entry = quantum-- > 0 ? Take() : null)
        {
            _sliceFirst = null;
            if (entry is Task continuation) RunTask(continuation);
            else Process(entry);
        }
    }
}
