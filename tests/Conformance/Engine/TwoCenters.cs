using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;

namespace MemberGrains.Conformance.Engine;

/// <summary>Two silos, one in center a and one in center b, with call filters, placement by center and quick collection.</summary>
public sealed class TwoCenters : IAsyncLifetime
{
    public InProcessTestCluster Cluster { get; private set; } = null!;

    public IGrainFactory Grains => Cluster.Client;

    public async Task InitializeAsync()
    {
        Cluster = new InProcessTestClusterBuilder(2)
            .ConfigureSilo((options, silo) => silo
                .UseSiloMetadata(new Dictionary<string, string> { ["center"] = CenterOf(options.SiloName) })
                .AddPlacementDirector<CenterPlacement, CenterPlacementDirector>()
                .AddIncomingGrainCallFilter<OuterFilter>()
                .AddIncomingGrainCallFilter<InnerFilter>()
                .Configure<GrainCollectionOptions>(o =>
                {
                    o.CollectionQuantum = TimeSpan.FromMilliseconds(500);
                    o.CollectionAge = TimeSpan.FromSeconds(30);
                    o.ClassSpecificCollectionAge[typeof(ShortLivedGrain).FullName!] = TimeSpan.FromSeconds(1);
                }))
            .ConfigureClient(client => client.AddOutgoingGrainCallFilter(async context =>
            {
                if (context.MethodName == nameof(IFilteredGrain.Seen) && context.Request.GetArgument(0) is "stamp me")
                    context.Request.SetArgument(0, "stamped");
                await context.Invoke();
            }))
            .Build();
        await Cluster.DeployAsync();
    }

    public Task DisposeAsync() => Cluster.DisposeAsync().AsTask();

    public string SiloOf(string center) => Cluster.Silos.Single(s => CenterOf(s.Name) == center).SiloAddress.ToString();

    private static string CenterOf(string siloName) => siloName.EndsWith('0') ? "a" : "b";
}
