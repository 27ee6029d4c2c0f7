using Microsoft.Extensions.Configuration;
using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;

namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>Gives a silo its metadata.</summary>
public static class SiloMetadataHostingExtensions
{
    /// <summary>Reads the metadata from the section "Orleans:Metadata" of the host's configuration.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder) => builder.UseSiloMetadata(builder.Configuration);

    /// <summary>Reads the metadata from the section "Orleans:Metadata".</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfiguration configuration) =>
        builder.UseSiloMetadata(configuration.GetSection("Orleans").GetSection("Metadata"));

    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfigurationSection configurationSection) =>
        builder.UseSiloMetadata(configurationSection.GetChildren().Where(x => x.Value is not null).ToDictionary(x => x.Key, x => x.Value!));

    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, Dictionary<string, string> metadata)
    {
        builder.Services.AddSingleton(SiloMetadata.Of(metadata));
        builder.Services.TryAddSingleton<ISiloMetadataCache, SiloMetadataCache>();
        return builder;
    }
}
