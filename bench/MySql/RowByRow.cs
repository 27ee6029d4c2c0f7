using MemberGrains.Bench.Storage;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Bench.MySql;

/// <summary>
/// What one writes without group commit, for comparison: every commit a transaction of its own, every statement a round
/// trip, with the same conditions. Many connections at once, as a pool would give them.
/// </summary>
internal static class RowByRow
{
    public static async Task<RowRate> MeasureAsync(MySqlRecordOptions options, int first, int threads, TimeSpan longest)
    {
        var time = TimeProvider.System;
        var payloads = RawPayloads.Of(SamplePair.Of(first, time.GetUtcNow()));
        int next = first - 1, done = 0;
        long started = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return new RowRate(done, time.GetElapsedTime(started));

        void Write()
        {
            var connections = SlotMap.Default.Clusters.ToDictionary(cluster => cluster.Id, cluster => BenchConnection.Open(options, cluster), StringComparer.Ordinal);
            while (time.GetElapsedTime(started) < longest)
            {
                var pair = SamplePair.Of(Interlocked.Increment(ref next), time.GetUtcNow());
                var (phone, union) = (BindRows.Phone(pair), BindRows.Union(pair));
                Commit(Of(union), union, null, rows => rows.Prepare([pair]));
                Commit(Of(phone), phone, AnswerDigest.Of(pair.Decide.Answer!.Key), rows => rows.Decide([pair]));
                Commit(Of(union), union, null, rows => rows.Apply([pair]));
                Commit(Of(phone), null, null, rows => rows.Finish([pair]));
                Interlocked.Increment(ref done);
            }

            foreach (var connection in connections.Values) connection.Dispose();

            NodeConnection Of(IdentityKey key) => connections[SlotMap.Default.ClusterOf(Slot.Of(key)).Id];
        }

        void Commit(NodeConnection connection, IdentityKey? locked, AnswerDigest? answer, Action<BindRows> write)
        {
            Run(connection, "START TRANSACTION");
            if (locked is { } key)
            {
                connection.Sql.Sql("SELECT epoch FROM slot_epoch WHERE slot = ").Number(Slot.Of(key).Number).Sql(" LOCK IN SHARE MODE");
                connection.Execute();
                connection.Sql.Sql("SELECT revision, version FROM ").Sql(SlotTables.Identity(Slot.Of(key))).Sql(" WHERE row_key = ").Text(key.Text).Sql(" FOR UPDATE");
                connection.Execute();
            }

            if (answer is { } digest)
            {
                connection.Sql.Sql("SELECT 1 FROM recorded_answer WHERE digest = ");
                digest.WriteTo(connection.Sql);
                connection.Execute();
            }

            var text = new SqlText();
            write(new BindRows(text, payloads));
            foreach (string statement in text.Take().Split(';', StringSplitOptions.RemoveEmptyEntries)) Run(connection, statement);
            Run(connection, "COMMIT");
        }
    }

    private static void Run(NodeConnection connection, string statement)
    {
        connection.Sql.Sql(statement);
        connection.Execute();
    }
}
