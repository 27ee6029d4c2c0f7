namespace MemberGrains.Storage.Tests.Core;

/// <summary>Runs tasks only where and when the test says.</summary>
internal sealed class OneThreadScheduler : TaskScheduler
{
    private readonly Queue<Task> _tasks = new();

    public void RunAll()
    {
        // The test runner's context would catch what is awaited before the scheduler does.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        while (_tasks.TryDequeue(out var task)) TryExecuteTask(task);
        SynchronizationContext.SetSynchronizationContext(context);
    }

    protected override void QueueTask(Task task) => _tasks.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];
}
