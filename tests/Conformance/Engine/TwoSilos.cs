using Orleans.TestingHost;

namespace MemberGrains.Conformance.Engine;

/// <summary>A cluster of two silos, shared by the tests of a class.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    public InProcessTestCluster Cluster { get; private set; } = null!;

    public IGrainFactory Grains => Cluster.Client;

    public async Task InitializeAsync()
    {
        Cluster = new InProcessTestClusterBuilder(2).Build();
        await Cluster.DeployAsync();
    }

    public Task DisposeAsync() => Cluster.DisposeAsync().AsTask();
}
