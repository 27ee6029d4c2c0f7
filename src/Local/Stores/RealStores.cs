using MemberGrains.ReadModels.Registration;
using MemberGrains.Silo.Config;
using MemberGrains.Silo.Roles;
using MemberGrains.Storage;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace MemberGrains.Local.Stores;

/// <summary>The servers that a file of settings names, as <c>./dev services up</c> writes it.</summary>
internal sealed class RealStores(string file, IConfiguration settings) : LaptopStores
{
    public override string Description => HasSearch
        ? "the record in MySQL, broker RabbitMQ, caches in Redis, indexes in Elasticsearch"
        : "the record in MySQL, broker RabbitMQ, caches in Redis, indexes in memory";

    /// <inheritdoc/>
    public override ConfiguredRoles Roles { get; } = ConfiguredRoles.Of(settings);

    public static RealStores Read(string file)
    {
        if (!File.Exists(file)) throw new InvalidOperationException($"{file} is missing: start the servers with ./dev services up.");
        string full = Path.GetFullPath(file);
        try
        {
            return new RealStores(full, new ConfigurationBuilder().AddJsonFile(full, optional: false).AddEnvironmentVariables("MEMBERGRAINS_").Build());
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidOperationException($"{file} can not be read: {fault.GetBaseException().Message}", fault);
        }
    }

    public override void AddTo(IServiceCollection services, string data, Func<IGrainFactory> grains)
    {
        services.AddRoleDirectory(Roles, _ => grains);
        if (HasSearch) services.AddRealServers(settings);
        else services.AddRealServersButSearch(settings).AddEmbeddedSearch();
    }

    /// <summary>A machine may have no Elasticsearch: no distribution packages it.</summary>
    private bool HasSearch => settings.GetSection(RealServers.SearchSection).GetChildren().Any();

    /// <summary>A laptop's servers are its own, so it makes and upgrades their schema itself.</summary>
    public override Task PrepareAsync(IServiceProvider parts) => MySqlSchema.ApplyAsync(
        parts.GetRequiredService<SlotMap>(),
        parts.GetRequiredService<IOptions<MySqlRecordOptions>>().Value,
        parts.GetRequiredService<IPrimaryDirectory>(),
        parts.GetRequiredService<ILogger<RecordStore>>());

    /// <summary>The record is on servers, but the directory holds this laptop's keys: one process at a time here too.</summary>
    public override IDisposable? Hold(string data) => LaptopHold.Acquire(data, file);
}
