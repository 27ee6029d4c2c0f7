using MemberGrains.Local.Cluster;
using MemberGrains.Local.Control;
using MemberGrains.Local.Data;
using MemberGrains.Local.Gateways;
using MemberGrains.Local.Startup;
using MemberGrains.Local.Stores;
using Orleans.TestingHost;

namespace MemberGrains.Local;

/// <summary>Everything of both centers, put together in one process. Started in the data's order, stopped in reverse.</summary>
internal sealed class Laptop : IAsyncDisposable
{
    private readonly string _data;
    private readonly LaptopParts _parts;
    private readonly InProcessTestCluster _cluster;
    private readonly LaptopSilos _silos;
    private readonly List<WebApplication> _doors = [];

    private Laptop(string data, LaptopParts parts, InProcessTestCluster cluster, LaptopSilos silos) =>
        (_data, _parts, _cluster, _silos) = (data, parts, cluster, silos);

    /// <summary>Opens the data directory and starts silos, views and gateways; when this returns both centers serve.</summary>
    public static async Task<(Laptop Laptop, ReadyFile Ready)> StartAsync(LocalArguments arguments, LaptopStores stores, Action<ILoggingBuilder> logging)
    {
        string data = Directory.CreateDirectory(arguments.Data).FullName;
        InProcessTestCluster? cluster = null;
        var parts = await LaptopParts.OpenAsync(stores, data, logging, () => cluster!.Client);
        var silos = new LaptopSilos(() => cluster!, TimeProvider.System, parts.Services.GetRequiredService<ILogger<LaptopSilos>>());
        cluster = LaptopCluster.Build(parts, silos, logging);
        var laptop = new Laptop(data, parts, cluster, silos);
        try
        {
            return (laptop, await laptop.StartAsync(arguments, LaptopKeys.ReadOrMake(data), logging));
        }
        catch
        {
            await laptop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets what is under way end, then stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        LaptopFile.Remove(_data);
        foreach (var door in _doors)
        {
            await door.StopAsync();
            await door.DisposeAsync();
        }

        await _parts.StopAsync();
        await _silos.DrainedAsync();
        await _cluster.DisposeAsync();
        await _parts.DisposeAsync();
    }

    private async Task<ReadyFile> StartAsync(LocalArguments arguments, LaptopKeys keys, Action<ILoggingBuilder> logging)
    {
        await _cluster.DeployAsync();
        _silos.Started();
        await _parts.StartAsync();
        string a = await OpenAsync(LaptopGateways.Build("a", arguments.PortA, keys, _parts, _cluster.Client, logging));
        string b = await OpenAsync(LaptopGateways.Build("b", arguments.PortB, keys, _parts, _cluster.Client, logging));
        string control = await OpenAsync(ControlEndpoint.Build(_parts, _cluster.Client, keys.Operator, logging));
        var gateways = new GatewayAddresses(a, b);
        new LaptopFile(gateways, keys, Environment.ProcessId, control).WriteTo(_data);
        return new ReadyFile(gateways, keys, _data, Environment.ProcessId);
    }

    private async Task<string> OpenAsync(WebApplication door)
    {
        _doors.Add(door);
        await door.StartAsync();
        return LaptopGateways.AddressOf(door);
    }
}
