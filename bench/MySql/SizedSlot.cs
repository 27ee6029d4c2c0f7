using System.Globalization;
using MemberGrains.Bench.Storage;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Bench.MySql;

/// <summary>
/// A slot whose tables hold so many rows of any keys; those that are written and loaded through the port lie evenly between them.
/// </summary>
internal sealed class SizedSlot(RecordStore record, Slot slot, int rows)
{
    private const int AtOnce = 2_000;
    private const int Callers = 32;
    private const int Writes = 500;
    private const int Loads = 5_000;

    private readonly IEnumerator<IdentityKey> _absent = KeysOf(slot).GetEnumerator();

    public int Rows => rows;

    /// <summary>Writes the rows, past the port, in transactions of a few statements.</summary>
    public void Fill(MySqlRecordOptions options)
    {
        using var connection = BenchConnection.Open(options, SlotMap.Default.ClusterOf(slot));
        var payloads = RawPayloads.Of(SamplePair.Of(1, TimeProvider.System.GetUtcNow()));
        for (int first = 0; first < rows; first += AtOnce)
        {
            var keys = Enumerable.Range(first, Math.Min(AtOnce, rows - first))
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"phone:+8613{number * (1_000_000_000L / rows):D9}-")).ToList();
            connection.Sql.Sql("START TRANSACTION;INSERT INTO ").Sql(SlotTables.Identity(slot)).Sql(" (row_key, revision, version, since, state, pending) VALUES ")
                .List(keys, (to, key) => to.Sql("(").Text(key).Sql(",1,1,NULL,").Bytes(payloads.State).Sql(",NULL)"));
            connection.Sql.Sql(";INSERT INTO ").Sql(SlotTables.History(slot)).Sql(" (row_key, version, at, operation, decision, payload) VALUES ")
                .List(keys, (to, key) => to.Sql("(").Text(key).Sql(",1,1,").Text(key).Sql(",").Text(key).Sql(",").Bytes(payloads.Entry).Sql(")")).Sql(";COMMIT");
            connection.Execute();
        }
    }

    /// <summary>First writes of new identities, then loads of them; a second.</summary>
    public async Task<(double Writes, double Loads)> MeasureAsync()
    {
        var keys = new List<IdentityKey>();
        while (keys.Count < Writes && _absent.MoveNext()) keys.Add(_absent.Current);
        double writes = await EachAsync(keys, Writes, WriteAsync);
        return (writes, await EachAsync(keys, Loads, async key => await record.Rows.LoadAsync(key, CancellationToken.None)));
    }

    private async Task WriteAsync(IdentityKey key)
    {
        var entry = SamplePair.Of(1, TimeProvider.System.GetUtcNow()).Decide.Entry! with { OperationId = $"op_{slot.Number:x3}_{key.Value}" };
        var commit = new RowCommit { Expected = new RowStamp(key, 0, 1), Row = new IdentityRow(key, 1, 1, entry.After, null), Entry = entry };
        if (await record.Rows.CommitAsync(commit, CancellationToken.None) != CommitResult.Committed) throw new InvalidOperationException("A first write did not commit.");
    }

    /// <summary>Calls a second.</summary>
    private static async Task<double> EachAsync(List<IdentityKey> keys, int calls, Func<IdentityKey, Task> call)
    {
        var time = TimeProvider.System;
        int next = -1;
        long started = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < calls; i = Interlocked.Increment(ref next)) await call(keys[i % keys.Count]);
        })));
        return calls / time.GetElapsedTime(started).TotalSeconds;
    }

    private static IEnumerable<IdentityKey> KeysOf(Slot slot) => Enumerable.Range(0, int.MaxValue)
        .Select(number => new IdentityKey(string.Create(CultureInfo.InvariantCulture, $"phone:+8613{number * 1_618_033L % 1_000_000_000L:D9}")))
        .Where(key => Slot.Of(key) == slot);
}
