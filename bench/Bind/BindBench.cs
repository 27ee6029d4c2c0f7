using MemberGrains.Bench.Processes;
using MemberGrains.Bench.Results;
using MemberGrains.Bench.Storage;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Silo.Config;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;

namespace MemberGrains.Bench.Bind;

/// <summary>
/// The commit across identities: a silo in each center over SQLite files, every write synced, callers in the same process;
/// one caller alone, many on new identities, many on a hundred hot ones. Beside it the same rows by plain SQLite.
/// </summary>
internal static class BindBench
{
    private const int Callers = 64;
    private const int RawBatch = 500;
    private const int RawPairs = 20_000;
    private const int RawPairsAlone = 400;

    /// <summary>Of a pair written by plain SQLite: prepare, decide, apply, finish.</summary>
    private const int RawTransactions = 4;

    /// <summary>A bind is answered when prepare and decision are synced, one after the other.</summary>
    private const int SyncedBeforeAnswer = 2;

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string root)
    {
        using var directory = new ScratchDirectory();
        await using var record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = directory.Path }, new RecordOptions(), TimeProvider.System);
        await using var cluster = Cluster(record);
        await cluster.DeployAsync();
        var grains = cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();

        var fresh = new FreshPairs(grains);
        var alone = await MeasureAsync(1, fresh.NextAsync);
        var many = await MeasureAsync(Callers, fresh.NextAsync);
        var hot = new HotPairs(grains);
        await hot.RegisterAsync();
        var contended = await MeasureAsync(Callers, hot.NextAsync);

        var rawAlone = await RawSqlite.MeasureAsync(Directory.CreateDirectory(directory.File("alone")).FullName, RawPairsAlone, batch: 1);
        var raw = await RawSqlite.MeasureAsync(Directory.CreateDirectory(directory.File("raw")).FullName, RawPairs, RawBatch);
        // Each of the two files has a thread that writes its half.
        double rawSync = rawAlone.Elapsed.TotalMilliseconds / (RawPairsAlone / 2) / RawTransactions;
        double rows = many.Of(CommandOutcome.Bound) * RowRate.RowsPerPair;

        ResultFile.Write(root, "bind", $"A silo in each center over SQLite files, every transaction synced; callers in the silos' process, one bind under way each; {_measured.TotalSeconds:N0} s after {_warmUp.TotalSeconds:N0} s of warm-up. A bind of two identities changes {RowRate.RowsPerPair} rows: prepare 2 (row, index), decision 5 (row, history, outbox, answer, index), apply 4 (row, history, outbox, index), finish 1 (index); each further identity of the two members adds 6. Hot: {Callers} callers bind and unbind at random among {HotPairs.Identities} identities. Plain SQLite: the same rows in the same tables, transactions of {RawBatch}, one thread per file.",
        [
            new Figure("one caller, p50", alone.P50Ms, "ms"),
            new Figure("one caller, p99", alone.P99Ms, "ms"),
            new Figure($"plain SQLite, the {SyncedBeforeAnswer} synced transactions before an answer", rawSync * SyncedBeforeAnswer, "ms"),
            new Figure($"{Callers} callers, new identities", many.Of(CommandOutcome.Bound), "binds/s"),
            new Figure($"{Callers} callers, new identities, p50", many.P50Ms, "ms"),
            new Figure($"{Callers} callers, new identities, p99", many.P99Ms, "ms"),
            new Figure("row changes", rows, "rows/s"),
            new Figure("row changes per bind", RowRate.RowsPerPair, "rows"),
            new Figure("plain SQLite, row changes", raw.RowsPerSecond, "rows/s"),
            new Figure("share of plain SQLite", rows / raw.RowsPerSecond * 100, "%"),
            new Figure($"{Callers} callers, hot identities, answers", contended.PerSecond, "answers/s"),
            new Figure("hot identities, of them changes", contended.Of(CommandOutcome.Bound) + contended.Of(CommandOutcome.Unbound), "changes/s"),
            new Figure("hot identities, p50", contended.P50Ms, "ms"),
            new Figure("hot identities, p99", contended.P99Ms, "ms"),
            new Figure("hot identities, contended", contended.ContendedShare * 100, "%", "< 10 %"),
        ]);
    }

    private static async Task<BindFigures> MeasureAsync(int callers, Func<Random, Task<CommandReply>> next)
    {
        await BindFigures.MeasureAsync(callers, _warmUp, next);
        return await BindFigures.MeasureAsync(callers, _measured, next);
    }

    private static InProcessTestCluster Cluster(RecordStore record)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((options, silo) =>
        {
            silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { ["center"] = options.SiloName.EndsWith('0') ? "a" : "b" });
            silo.Services.AddRecord(record);
            silo.AddMemberSilo(new GrainOptions());
        });
        return builder.Build();
    }
}
