using Orleans.Concurrency;

namespace MemberGrains.Conformance.Engine;

[Reentrant]
public sealed class ReentrantGrain : Grain, IReentrantGrain
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Wait() => _gate.Task;

    public Task Open()
    {
        _gate.TrySetResult();
        return Task.CompletedTask;
    }
}
