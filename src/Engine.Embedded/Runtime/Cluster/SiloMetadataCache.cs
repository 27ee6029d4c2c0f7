using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Reads the metadata of each silo from its services.</summary>
internal sealed class SiloMetadataCache(Cluster cluster) : ISiloMetadataCache
{
    public SiloMetadata GetSiloMetadata(SiloAddress siloAddress) => cluster.Find(siloAddress)?.Metadata ?? SiloMetadata.Empty;
}
