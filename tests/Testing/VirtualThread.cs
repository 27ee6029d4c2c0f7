namespace MemberGrains.Testing;

/// <summary>
/// Runs asynchronous code on the caller's thread, one continuation at a time, under a clock that jumps: a test of
/// seconds takes none, and the same code takes the same steps every time. Code that leaves it (thread pool, real
/// timers) is found out: the test stands still and fails.
/// </summary>
public sealed class VirtualThread : TaskScheduler
{
    // A loop that polls would otherwise wait for ever for what never comes.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private readonly Queue<Task> _ready = new();
    private readonly Thread _owner = Thread.CurrentThread;

    /// <summary>Its clock.</summary>
    public VirtualTime Time { get; } = new();

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs to the end of <paramref name="test"/>.</summary>
    public static void Run(Func<VirtualThread, Task> test)
    {
        // A context of the test runner would be captured in place of this scheduler.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            new VirtualThread().RunToEnd(test);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Lets everything run that can without time passing.</summary>
    public async Task SettleAsync()
    {
        do await Task.Yield();
        while (_ready.Count > 0);
    }

    /// <summary>Lets time pass.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await Task.Delay(time, Time);
        await SettleAsync();
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (Thread.CurrentThread != _owner) throw new InvalidOperationException("Something continued on another thread.");
        _ready.Enqueue(task);
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && Thread.CurrentThread == _owner && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _ready.ToArray();

    private bool RunOne() => _ready.TryDequeue(out var task) && TryExecuteTask(task);

    private void RunToEnd(Func<VirtualThread, Task> test)
    {
        var task = Task.Factory.StartNew(() => test(this), CancellationToken.None, TaskCreationOptions.None, this).Unwrap();
        var end = Time.GetUtcNow() + Longest;
        while (!task.IsCompleted)
        {
            if (RunOne() || Time.FireNext(end)) continue;
            throw new InvalidOperationException("Nothing is left to run, and the test has not ended: something waits for ever, or left the thread.");
        }

        task.GetAwaiter().GetResult();
    }
}
