namespace Orleans.Runtime;

/// <summary>The silo these services belong to.</summary>
public interface ILocalSiloDetails
{
    string Name { get; }

    string ClusterId { get; }

    SiloAddress SiloAddress { get; }

    SiloAddress GatewayAddress { get; }
}
