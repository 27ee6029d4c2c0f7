using MemberGrains.Bench.Storage;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Bench.MySql;

/// <summary>
/// The limit to measure against: the same rows in the same tables, several rows in a statement where they are of one table,
/// in transactions of the same size, each one round trip. Payloads are ready-made; nothing is checked and nobody waits.
/// </summary>
internal static class RawMySql
{
    /// <param name="options">The servers.</param>
    /// <param name="first">Number of the first pair.</param>
    /// <param name="batch">Commits of one transaction.</param>
    /// <param name="connections">Writers of each cluster.</param>
    /// <param name="longest">When nothing further is begun.</param>
    public static async Task<RowRate> MeasureAsync(MySqlRecordOptions options, int first, int batch, int connections, TimeSpan longest)
    {
        var time = TimeProvider.System;
        var payloads = RawPayloads.Of(SamplePair.Of(first, time.GetUtcNow()));
        int next = first;
        long rows = 0;
        long started = time.GetTimestamp();
        await Task.WhenAll(SlotMap.Default.Clusters.SelectMany(cluster => Enumerable.Range(0, connections).Select(_ => Task.Factory.StartNew(
            () => Write(cluster), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))));
        return new RowRate((int)(rows / RowRate.RowsPerPair), time.GetElapsedTime(started));

        void Write(PhysicalCluster cluster)
        {
            using var connection = BenchConnection.Open(options, cluster);
            var text = new BindRows(connection.Sql, payloads);
            while (time.GetElapsedTime(started) < longest)
            {
                // Numbers of its own; of each pair one identity, or both, or none, are in this cluster.
                int from = Interlocked.Add(ref next, 2 * batch) - (2 * batch);
                var pairs = Enumerable.Range(from, 2 * batch).Select(number => SamplePair.Of(number, time.GetUtcNow())).ToList();
                var unions = pairs.Where(pair => Holds(cluster, Slot.Of(BindRows.Union(pair)))).Take(batch).ToList();
                var phones = pairs.Where(pair => Holds(cluster, Slot.Of(BindRows.Phone(pair)))).Take(batch).ToList();
                Commit(connection, () => text.Prepare(unions));
                Commit(connection, () => text.Decide(phones));
                Commit(connection, () => text.Apply(unions));
                Commit(connection, () => text.Finish(phones));
                Interlocked.Add(ref rows, (6L * unions.Count) + (6L * phones.Count));
            }
        }
    }

    private static bool Holds(PhysicalCluster cluster, Slot slot) => slot.Number >= cluster.FirstSlot && slot.Number <= cluster.LastSlot;

    private static void Commit(NodeConnection connection, Action write)
    {
        connection.Sql.Sql("START TRANSACTION;");
        write();
        connection.Sql.Sql("COMMIT");
        connection.Execute();
    }
}
