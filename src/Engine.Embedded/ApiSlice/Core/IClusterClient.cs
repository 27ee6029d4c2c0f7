namespace Orleans;

/// <summary>A client of the cluster, outside every silo.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the client's host.</summary>
    IServiceProvider ServiceProvider { get; }
}
