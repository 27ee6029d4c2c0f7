using MemberGrains.Grains.Protocol;

namespace MemberGrains.Simulation.Measures;

/// <summary>A prepared identity gives its state for commands to be decided on, as if nothing were pending.</summary>
internal sealed class ShamelessGather : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is GatherReply { Busy: true } reply) context.Result = reply with { Busy = false };
    }
}
