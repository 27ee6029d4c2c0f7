using MemberGrains.ChangeStream.Registration;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Storage;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Local.Stores;

/// <summary>Everything in this process: the record in files, the rest in memory.</summary>
internal sealed class EmbeddedStores : LaptopStores
{
    public override string Description => "the record in files, broker, caches and indexes in memory";

    public override void AddTo(IServiceCollection services, string data, Func<IGrainFactory> grains)
    {
        // One batched read at a time: the files have one thread that reads for grains.
        services.Configure<RecordOptions>(record => record.ReadsInFlight = 1);
        services.AddSqliteRecord(record => record.Directory = data);
        services.AddInProcessBrokers();
        services.AddEmbeddedSearch();
        services.AddEmbeddedCache();
    }
}
