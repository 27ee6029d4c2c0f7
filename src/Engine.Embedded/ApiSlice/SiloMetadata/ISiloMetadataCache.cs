namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>The metadata of every silo.</summary>
public interface ISiloMetadataCache
{
    /// <summary>Empty when the silo is unknown or has none.</summary>
    SiloMetadata GetSiloMetadata(SiloAddress siloAddress);
}
