using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace MemberGrains.Conformance.Engine;

public sealed class SiloLifeTests
{
    [Fact]
    public async Task Stages_start_in_ascending_and_stop_in_descending_order()
    {
        var recorder = new StageRecorder();
        await using var cluster = new InProcessTestClusterBuilder(1)
            .ConfigureSilo((_, silo) => silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(recorder))
            .Build();
        await cluster.DeployAsync();
        Assert.Equal(["start storage", "start application", "start active", "start last"], recorder.Seen);
        await cluster.StopSiloAsync(cluster.Silos[0]);
        Assert.Equal(["stop last", "stop active", "stop application", "stop storage"], recorder.Seen.Skip(4));
    }

    [Fact]
    public async Task A_silo_knows_itself()
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        var details = cluster.GetSiloServiceProvider().GetRequiredService<ILocalSiloDetails>();
        Assert.Equal(cluster.Silos[0].SiloAddress, details.SiloAddress);
        Assert.Equal(cluster.Silos[0].Name, details.Name);
        Assert.Equal(cluster.Options.ClusterId, details.ClusterId);
    }

    [Fact]
    public async Task A_service_of_a_silo_calls_grains()
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        var grains = cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();
        Assert.Equal("from a service", await grains.GetGrain<IProbeGrain>("served").Echo("from a service"));
    }
}
