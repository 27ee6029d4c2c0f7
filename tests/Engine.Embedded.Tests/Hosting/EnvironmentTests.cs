using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MemberGrains.Engine.Embedded.Tests.Hosting;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task A_silo_refuses_the_production_environment_and_names_the_way_out()
    {
        using var host = Silo(Environments.Production, "refused");
        var fault = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
        Assert.Contains("GrainEngine=Orleans", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_refuses_the_production_environment_too()
    {
        using var silo = Silo(Environments.Development, "with-client");
        await silo.StartAsync();
        using var client = Client(Environments.Production, "with-client");
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => client.StartAsync());
        await silo.StopAsync();
    }

    [Fact]
    public async Task Hosts_with_one_cluster_id_are_one_cluster()
    {
        using var silo = Silo(Environments.Development, "joined");
        using var client = Client(Environments.Development, "joined");
        await silo.StartAsync();
        await client.StartAsync();
        var grains = (IClusterClient)client.Services.GetService(typeof(IClusterClient))!;
        Assert.Equal(3, await grains.GetGrain<Simulation.IPingGrain>("1").Add(3));
        await client.StopAsync();
        await silo.StopAsync();
    }

    [Fact]
    public async Task A_client_without_a_cluster_in_its_process_is_told_so()
    {
        using var client = Client(Environments.Development, "nowhere");
        var fault = await Assert.ThrowsAsync<OrleansConfigurationException>(() => client.StartAsync());
        Assert.Contains("no cluster 'nowhere'", fault.Message, StringComparison.Ordinal);
    }

    private static IHost Silo(string environment, string cluster)
    {
        var builder = Builder(environment);
        builder.UseOrleans(silo => silo.Configure<ClusterOptions>(o => o.ClusterId = cluster));
        return builder.Build();
    }

    private static IHost Client(string environment, string cluster)
    {
        var builder = Builder(environment);
        builder.UseOrleansClient(client => client.Configure<ClusterOptions>(o => o.ClusterId = cluster));
        return builder.Build();
    }

    private static HostApplicationBuilder Builder(string environment) =>
        new(new HostApplicationBuilderSettings { EnvironmentName = environment, DisableDefaults = true });
}
