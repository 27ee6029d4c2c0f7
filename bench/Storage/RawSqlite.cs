using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Bench.Storage;

/// <summary>
/// The limit to measure against: the same rows in the same tables, synced in transactions of the same size, by prepared
/// statements in a loop. One thread for each file; payloads are ready-made bytes; nothing is checked and nobody waits.
/// </summary>
internal static class RawSqlite
{
    public static async Task<RowRate> MeasureAsync(string directory, int pairs, int batch)
    {
        var time = TimeProvider.System;
        var payloads = RawPayloads.Of(SamplePair.Of(1, time.GetUtcNow()));
        long started = time.GetTimestamp();
        await Task.WhenAll(SlotMap.Default.Clusters.Select((cluster, number) => Task.Factory.StartNew(
            () => Write(directory, cluster, number, pairs / 2, batch, payloads),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return new RowRate(pairs, time.GetElapsedTime(started));
    }

    private static void Write(string directory, PhysicalCluster cluster, int number, int pairs, int batch, RawPayloads payloads)
    {
        string path = Path.Combine(directory, $"raw-{cluster.Id}.db");
        using var database = Database.OpenWriter(path);
        database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -16384");
        Schema.Ensure(database, cluster, path);
        var rows = new RawRows(database, payloads);
        for (int first = 0; first < pairs; first += batch)
        {
            int count = Math.Min(batch, pairs - first);
            int from = (number * pairs) + first;
            rows.InTransaction(from, count, rows.Prepare);
            rows.InTransaction(from, count, rows.Decide);
            rows.InTransaction(from, count, rows.Apply);
            rows.InTransaction(from, count, rows.Finish);
        }
    }
}
