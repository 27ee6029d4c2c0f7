using MemberGrains.Grains.Protocol;
using MemberGrains.Interfaces;

namespace MemberGrains.Simulation.Measures;

/// <summary>An identity grain of a silo begins a call when the one before it has ended.</summary>
internal sealed class OneCallAtATime : IIncomingGrainCallFilter
{
    private readonly Dictionary<IGrainContext, Task> _last = [];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not IOperationParticipant)
        {
            await context.Invoke();
            return;
        }

        var before = _last.GetValueOrDefault(context.TargetContext);
        var done = new TaskCompletionSource();
        _last[context.TargetContext] = done.Task;
        if (before is not null) await before;
        try
        {
            await context.Invoke();
        }
        finally
        {
            done.SetResult();
        }
    }
}
