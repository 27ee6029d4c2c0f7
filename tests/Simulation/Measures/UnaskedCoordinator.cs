using MemberGrains.Grains.Protocol;

namespace MemberGrains.Simulation.Measures;

/// <summary>For certain calls no coordinator is asked: its operation counts as undecided.</summary>
internal sealed class UnaskedCoordinator(string mark) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.MethodName != nameof(IOperationParticipant.AskAsync) || !MarkedCalls.Has(mark)) return context.Invoke();
        context.Result = OperationFate.Undecided;
        return Task.CompletedTask;
    }
}
