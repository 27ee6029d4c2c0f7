using Orleans.Placement;

namespace MemberGrains.Conformance.Engine;

[PreferLocalPlacement]
public sealed class LocalGrain : Grain, ILocalGrain
{
    public Task<string> Silo() => Task.FromResult(RuntimeIdentity);
}
