using MemberGrains.Bench.Processes;
using MemberGrains.Bench.Results;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Silo.Config;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;

namespace MemberGrains.Bench.Memory;

/// <summary>Live heap of an activated identity: silos over the record, without read models; every identity stays active.</summary>
internal static class MemoryBench
{
    private const int Identities = 50_000;
    private const int AtOnce = 200;

    public static async Task RunAsync(string root)
    {
        using var directory = new ScratchDirectory();
        await using var record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = directory.Path }, new RecordOptions(), TimeProvider.System);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { ["center"] = "a" });
            silo.Services.AddRecord(record);
            silo.AddMemberSilo(new GrainOptions());
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var grains = cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();

        await RegisterAsync(grains, 0, 1_000);
        long before = LiveBytes();
        await RegisterAsync(grains, 1_000, Identities);
        long after = LiveBytes();
        int active = await grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount();
        if (active < Identities) throw new InvalidOperationException($"Only {active} grains are active.");
        ResultFile.Write(root, "memory", $"{Identities:N0} identities registered (each alone) and active in one silo over SQLite files; live bytes after a full, compacting collection, less those with 1,000 active.",
            [new Figure("live heap", (double)(after - before) / Identities, "bytes/identity", "<= 2,048")]);
    }

    private static async Task RegisterAsync(IGrainFactory grains, int first, int count)
    {
        var command = new RegisterCommand(new CommandContext("bench", null), "travel-app");
        foreach (int[] page in Enumerable.Range(first, count).Chunk(AtOnce))
            await Task.WhenAll(page.Select(i => grains.GetGrain<IIdentityGrain>($"phone:+86139{i:D8}").RegisterAsync(command)));
    }

    private static long LiveBytes()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
