using System.Globalization;
using MemberGrains.Bench.Results;
using MemberGrains.Bench.Storage;
using MemberGrains.Storage;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Bench.MySql;

/// <summary>
/// The record in MySQL on real servers of this machine: binds through the port, beside the raw row rate of the same servers
/// and a row-by-row baseline; each cluster alone, and with its replicas. Then slots whose tables are small and large.
/// </summary>
internal static class MySqlBench
{
    private const int Callers = 768;
    private const int RawConnections = 4;
    private const int BaselineConnections = 32;
    private const string BufferPool = "2G";
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(5);

    /// <param name="root">Where results go.</param>
    /// <param name="rows">Rows of the large slot.</param>
    public static async Task RunAsync(string root, int rows)
    {
        var figures = new List<Figure>();
        foreach (bool replicas in (bool[])[false, true])
        {
            await using var servers = await BenchServers.StartAsync(replicas);
            figures.AddRange(await RatesAsync(servers.Options, replicas ? "with replicas" : "alone"));
        }

        await using (var servers = await BenchServers.StartAsync(BufferPool))
            figures.AddRange(await SlotSizes.MeasureAsync(servers.Options, rows));

        ResultFile.Write(root, "mysql", $"Two MariaDB primaries on this machine, innodb_flush_log_at_trx_commit=1 and sync_binlog=1; with replicas: three more of each, commits acknowledged by an away replica; everything on the same cores. Binds of two new identities through the record's port, {Callers} under way at once, {RowRate.RowsPerPair} row changes each; {_measured.TotalSeconds:N0} s after {_warmUp.TotalSeconds:N0} s of warm-up. Raw: the same rows in the same tables, multi-row statements, transactions of the size the record's own had, one or {RawConnections} connections to each cluster (the better counts). Row by row: each commit a transaction, each statement a round trip, on {BaselineConnections} connections to each cluster. Slots: two of one server whose buffer pool of {BufferPool} holds both; first writes and loads of new identities in turns, medians of all rounds, the shares too.", figures);
    }

    private static async Task<List<Figure>> RatesAsync(MySqlRecordOptions options, string topology)
    {
        using var batches = new BatchSize();
        RowRate record;
        await using (var store = MySqlRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System))
        {
            await GroupCommit.MeasureAsync(store, 1, Callers, _warmUp);
            record = await GroupCommit.MeasureAsync(store, 1_000_000, Callers, _measured);
        }

        var one = await RawMySql.MeasureAsync(options, 2_000_000, batches.Average, 1, _measured);
        var several = await RawMySql.MeasureAsync(options, 4_000_000, batches.Average, RawConnections, _measured);
        var baseline = await RowByRow.MeasureAsync(options, 8_000_000, BaselineConnections, _measured);
        double raw = Math.Max(one.RowsPerSecond, several.RowsPerSecond);
        return
        [
            new Figure($"{topology}: binds", record.Pairs / record.Elapsed.TotalSeconds, "binds/s"),
            new Figure($"{topology}: row changes", record.RowsPerSecond, "rows/s"),
            new Figure($"{topology}: commits of one transaction", batches.Average, "commits"),
            new Figure($"{topology}: raw, one connection a cluster", one.RowsPerSecond, "rows/s"),
            new Figure($"{topology}: raw, {RawConnections.ToString(CultureInfo.InvariantCulture)} connections a cluster", several.RowsPerSecond, "rows/s"),
            new Figure($"{topology}: share of raw", record.RowsPerSecond / raw * 100, "%", ">= 30 %"),
            new Figure($"{topology}: row by row", baseline.RowsPerSecond, "rows/s"),
            new Figure($"{topology}: times row by row", record.RowsPerSecond / baseline.RowsPerSecond, "x", ">= 3.5"),
        ];
    }
}
