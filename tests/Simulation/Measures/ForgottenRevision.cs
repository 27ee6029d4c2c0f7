using MemberGrains.Grains.Protocol;

namespace MemberGrains.Simulation.Measures;

/// <summary>A participant that asks does not say on which revision its operation could be decided.</summary>
internal sealed class ForgottenRevision : IOutgoingGrainCallFilter
{
    private const int DecidesOn = 1;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.MethodName == nameof(IOperationParticipant.AskAsync)) context.Request.SetArgument(DecidesOn, 0L);
        return context.Invoke();
    }
}
