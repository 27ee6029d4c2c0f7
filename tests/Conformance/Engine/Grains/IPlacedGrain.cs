using Orleans.Concurrency;

namespace MemberGrains.Conformance.Engine;

/// <summary>A grain whose silo is chosen by the center in its key.</summary>
[Alias("conformance.placed")]
public interface IPlacedGrain : IGrainWithStringKey
{
    [Alias("silo")]
    Task<string> Silo();

    [Alias("local")]
    Task<string> SiloOfLocalNeighbour(string key);

    [OneWay]
    [Alias("end")]
    Task End();
}
