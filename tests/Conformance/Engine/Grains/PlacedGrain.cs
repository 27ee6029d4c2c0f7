namespace MemberGrains.Conformance.Engine;

[CenterPlacement]
public sealed class PlacedGrain : Grain, IPlacedGrain
{
    public Task<string> Silo() => Task.FromResult(RuntimeIdentity);

    public Task<string> SiloOfLocalNeighbour(string key) => GrainFactory.GetGrain<ILocalGrain>(key).Silo();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
