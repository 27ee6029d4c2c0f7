using MemberGrains.Interfaces;
using MemberGrains.ReadModels.Cache;
using MemberGrains.Silo.Config;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;

namespace MemberGrains.Integration.Tests.Redis;

/// <summary>A silo, whose grains give the caches their generations.</summary>
public sealed class CacheCluster : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("caches-").FullName;
    private RecordStore _record = null!;
    private InProcessTestCluster _cluster = null!;

    /// <summary>Generations as every process of the product gets them.</summary>
    public ICacheGenerations Generations => new GrainCacheGenerations(center => _cluster.Client.GetGrain<ICacheGenerationGrain>(center));

    public async Task InitializeAsync()
    {
        _record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = _directory }, new RecordOptions(), TimeProvider.System);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((options, silo) =>
        {
            options.SiloName = "a1";
            silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { ["center"] = "a" });
            silo.Services.AddRecord(_record);
            silo.AddMemberSilo(new GrainOptions());
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _record.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
