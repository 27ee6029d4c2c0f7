using System.Net;
using System.Net.Sockets;
using MemberGrains.Integration.Tests.Clustering.Grains;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace MemberGrains.Integration.Tests.Clustering;

/// <summary>Real silos of Orleans on a database that orleans-clustering.sql made, wired as the silo process wires them.</summary>
[Needs(Server.MariaDb)]
public sealed class SilosOnMariaDbTests(OrleansDatabase database) : IClassFixture<OrleansDatabase>, IAsyncLifetime
{
    private readonly List<IHost> _silos = [];
    private readonly string _cluster = Testing.Some.Key();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.StopAsync();
            silo.Dispose();
        }
    }

    [ServerFact]
    public async Task Two_silos_find_each_other_and_state_and_reminders_outlive_them()
    {
        var first = await StartAsync("a1");
        await StartAsync("b1");
        await Eventually.TrueAsync(async () => (await first.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(true)).Count == 2);
        var note = Note(first, "Kept");
        await note.WriteAsync("one");
        await note.WriteAsync("two");
        await note.RemindAsync("tick");
        await note.RemindAsync("tock");
        await note.StopAsync("tock");

        await StopAllAsync();
        note = Note(await StartAsync("a2"), "Kept");

        Assert.Equal("two", await note.ReadAsync());
        Assert.Equal(["tick"], await note.RemindersAsync());
        Assert.Equal("", await Note(_silos[0], "kept").ReadAsync());
        Assert.Equal("3", await database.Node.QueryAsync($"SELECT COUNT(*) FROM {OrleansDatabase.Name}.OrleansMembershipTable WHERE DeploymentId = '{_cluster}'") is { } rows ? rows.Trim() : "");
    }

    [ServerFact]
    public async Task An_activation_whose_state_was_written_by_another_is_told_so()
    {
        var silo = await StartAsync("a1");
        var note = Note(silo, "contested");
        await note.WriteAsync("one");
        // As the other activation of a silo that was declared dead would.
        await database.Node.QueryAsync($"UPDATE {OrleansDatabase.Name}.OrleansStorage SET Version = Version + 1 WHERE ServiceId = '{_cluster}'");

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => note.WriteAsync("two"));

        Assert.Equal("one", await note.ReadAsync());
        await note.WriteAsync("three");
        await note.EraseAsync();
        await note.ForgetAsync();
        Assert.Equal("", await note.ReadAsync());
    }

    private static INoteGrain Note(IHost silo, string key) => silo.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>(key);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task StopAllAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.StopAsync();
            silo.Dispose();
        }

        _silos.Clear();
    }

    private async Task<IHost> StartAsync(string name)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (_cluster, _cluster));
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.ConfigureEndpoints(IPAddress.Loopback, FreePort(), FreePort());
            silo.UseMySqlCluster(database.ConnectionString);
        });
        var host = builder.Build();
        await host.StartAsync();
        _silos.Add(host);
        return host;
    }
}
