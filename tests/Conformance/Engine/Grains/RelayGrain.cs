namespace MemberGrains.Conformance.Engine;

public sealed class RelayGrain : Grain, IRelayGrain
{
    public Task ThrowThrough(string other, string message) => GrainFactory.GetGrain<IProbeGrain>(other).Throw(message);
}
