using System.Net;
using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Hosting;

internal sealed class LocalSiloDetails : ILocalSiloDetails
{
    public LocalSiloDetails(Cluster cluster, IEnumerable<SiloEndpoint> endpoints, IOptions<SiloOptions> options)
    {
        var endpoint = endpoints.LastOrDefault() ?? SiloEndpoint.Default;
        var generation = cluster.NextGeneration();
        ClusterId = cluster.Id;
        SiloAddress = SiloAddress.New(IPAddress.Loopback, endpoint.Port, generation);
        GatewayAddress = SiloAddress.New(IPAddress.Loopback, endpoint.GatewayPort, generation);
        Name = options.Value.SiloName ?? $"Silo_{SiloAddress}";
    }

    public string Name { get; }

    public string ClusterId { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
