using MemberGrains.Silo.Roles;

namespace MemberGrains.Local.Stores;

/// <summary>What the laptop keeps record, news and views in. Closed: one of the nested types' files beside this.</summary>
internal abstract class LaptopStores
{
    /// <summary>For the person at the terminal.</summary>
    public abstract string Description { get; }

    /// <summary>Adds the record, a broker of each center, the three search clusters and a cache of each center.</summary>
    /// <param name="services">The parts that outlive every silo.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="grains">The cluster's client, once there is one.</param>
    public abstract void AddTo(IServiceCollection services, string data, Func<IGrainFactory> grains);

    /// <summary>The primaries of the physical clusters, where there are servers.</summary>
    public virtual ConfiguredRoles Roles { get; } = new(new Dictionary<string, string>());

    /// <summary>Brings the stores into the form that this build needs, before anything uses them.</summary>
    public virtual Task PrepareAsync(IServiceProvider parts) => Task.CompletedTask;

    /// <summary>Holds the data directory for this process, where the stores do not; null where they do.</summary>
    /// <exception cref="Storage.Sqlite.DirectoryInUseException">Another process has it.</exception>
    public virtual IDisposable? Hold(string data) => null;

    /// <summary>In this process, or on the servers that a file names.</summary>
    /// <exception cref="InvalidOperationException">The file is missing or can not be read.</exception>
    public static LaptopStores Of(string? servicesFile) => servicesFile is null ? new EmbeddedStores() : RealStores.Read(servicesFile);
}
