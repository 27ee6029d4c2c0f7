using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Relay;
using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Grains.Ids;
using MemberGrains.Grains.Rules;
using MemberGrains.Silo.Config;
using MemberGrains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;

namespace MemberGrains.Simulation.World;

/// <summary>The silos of a world, put together from the registrations of the real silo.</summary>
internal static class WorldCluster
{
    public static InProcessTestCluster Build(Simulator simulator, WorldParts parts, BindingLimits limits, WorldOptions options, TimeSpan? outAfter)
    {
        var random = simulator.Random.Fork("ids");
        var builder = new InProcessTestClusterBuilder(Topology.Silos);

        // Not the process-wide count: the name would differ from run to run.
        builder.Options.ClusterId = "world";
        builder.UseSimulator(simulator);
        builder.ConfigureSilo((silo, host) =>
        {
            host.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { ["center"] = Topology.CenterOf(silo.SiloName) });
            var services = host.Services;
            services.AddSingleton<RandomBytes>(random.NextBytes);
            services.AddRecordPorts(Connection(parts, silo.SiloName));
            foreach (var broker in parts.Brokers) services.AddSingleton<IChangeBroker>(broker);
            host.AddMemberSilo(new GrainOptions { Limits = limits });
            services.AddRelays();
            if (outAfter is { } soon) services.Configure<RelayOptions>(relay => relay.OutAfter = soon);
            options.Break?.Invoke(services);
        });
        return builder.Build();
    }

    /// <summary>Opened by the silo itself when it starts, so that its batches run on the silo's scheduler and end with it.</summary>
    private static Func<IServiceProvider, RecordStore> Connection(WorldParts parts, string silo)
    {
        RecordStore? connection = null;
        return provider => connection ??= parts.Record.Connect(provider.GetRequiredService<TimeProvider>(), TaskScheduler.Current, parts.Crashes.At(silo));
    }
}
