using MemberGrains.ChangeStream.Port;
using MemberGrains.Grains.Cluster;
using MemberGrains.Grains.Roles;
using MemberGrains.Silo.Config;
using MemberGrains.Storage;
using MemberGrains.Storage.Port;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Storage;
using Orleans.TestingHost;

namespace MemberGrains.Local.Cluster;

/// <summary>The silos of both centers, as hosts of one process.</summary>
internal static class LaptopCluster
{
    public static InProcessTestCluster Build(LaptopParts parts, LaptopSilos silos, Action<ILoggingBuilder> logging)
    {
        var builder = new InProcessTestClusterBuilder((short)LaptopTopology.Silos.Count);
        builder.ConfigureHost(host => host.Services.AddLogging(logging));
        builder.ConfigureSilo((options, silo) =>
        {
            var (name, center) = LaptopTopology.Of(options.SiloName);
            options.SiloName = name;
            silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { ["center"] = center });
            AddSharedParts(silo.Services, parts);
            silo.Services.AddKeyedSingleton<IGrainStorage>(RoleStorage.Name, parts.GrainStorage);
            silo.Services.AddClusterRoles(parts.Roles);
            silo.Services.AddSingleton<ISiloControl>(silos);
            silo.AddMemberSilo(new GrainOptions());
            silo.Services.AddClusterGrain();
            silo.Services.AddRelays();
        });
        return builder.Build();
    }

    /// <summary>As instances: a silo that stops must not dispose what the others use.</summary>
    private static void AddSharedParts(IServiceCollection services, LaptopParts parts)
    {
        services.AddRecord(parts.Record);
        if (parts.Services.GetService<IPrimaryDirectory>() is { } primaries) services.AddSingleton(primaries);
        foreach (var broker in parts.Services.GetServices<IChangeBroker>()) services.AddSingleton(broker);
    }
}
