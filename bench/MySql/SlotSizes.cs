using System.Globalization;
using MemberGrains.Bench.Results;
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
/// Whether a slot's size is felt: first writes and loads of identities of one slot whose tables hold few and then many rows.
/// The rows beside them are of any keys, which lie evenly between theirs.
/// </summary>
internal static class SlotSizes
{
    private const int Small = 10_000;
    private const int AtOnce = 2_000;
    private const int Callers = 32;
    private const int Keys = 1_500;
    private static readonly Slot _slot = new(7);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(MySqlRecordOptions options, int large)
    {
        await using var record = MySqlRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System);
        var keys = OfSlot("phone:+8613", 4 * Keys);
        await WriteAsync(record, keys[..Keys]);
        Fill(options, Small, 0, Small);
        var small = await MeasureAsync(record, keys[Keys..(2 * Keys)], keys[..Keys]);
        Fill(options, large - Small, Small, large);
        var big = await MeasureAsync(record, keys[(2 * Keys)..(3 * Keys)], keys[..Keys]);
        return
        [
            new Figure($"one slot of {Small:N0} rows: first writes", small.Writes, "commits/s"),
            new Figure($"one slot of {large:N0} rows: first writes", big.Writes, "commits/s"),
            new Figure("first writes, large to small", big.Writes / small.Writes * 100, "%", "90 to 110 %"),
            new Figure($"one slot of {Small:N0} rows: loads", small.Loads, "loads/s"),
            new Figure($"one slot of {large:N0} rows: loads", big.Loads, "loads/s"),
            new Figure("loads, large to small", big.Loads / small.Loads * 100, "%", "90 to 110 %"),
        ];
    }

    private static async Task<(double Writes, double Loads)> MeasureAsync(RecordStore record, IdentityKey[] absent, IdentityKey[] present)
    {
        double writes = await WriteAsync(record, absent);
        double loads = await EachAsync(present, Keys * 10, async key => await record.Rows.LoadAsync(key, CancellationToken.None));
        return (writes, loads);
    }

    private static Task<double> WriteAsync(RecordStore record, IdentityKey[] absent)
    {
        var sample = SamplePair.Of(1, TimeProvider.System.GetUtcNow());
        return EachAsync(absent, absent.Length, async key =>
        {
            var entry = sample.Decide.Entry! with { OperationId = $"op_007_{key.Value}" };
            var commit = new RowCommit { Expected = new RowStamp(key, 0, 1), Row = new IdentityRow(key, 1, 1, entry.After, null), Entry = entry };
            if (await record.Rows.CommitAsync(commit, CancellationToken.None) != CommitResult.Committed) throw new InvalidOperationException("A first write did not commit.");
        });
    }

    /// <summary>Calls a second; the keys are gone through again and again, in steps that leave no neighbours together.</summary>
    private static async Task<double> EachAsync(IdentityKey[] keys, int calls, Func<IdentityKey, Task> call)
    {
        var time = TimeProvider.System;
        int next = -1;
        long started = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < calls; i = Interlocked.Increment(ref next)) await call(keys[(int)(i * 7919L % keys.Length)]);
        })));
        return calls / time.GetElapsedTime(started).TotalSeconds;
    }

    private static IdentityKey[] OfSlot(string prefix, int count) =>
    [
        .. Enumerable.Range(0, int.MaxValue)
            .Select(number => new IdentityKey(string.Create(CultureInfo.InvariantCulture, $"{prefix}{number * 1_618_033L % 1_000_000_000L:D9}")))
            .Where(key => Slot.Of(key) == _slot).Take(count),
    ];

    /// <summary>Rows of both tables; <paramref name="from"/> keeps the keys of one filling off those of another.</summary>
    private static void Fill(MySqlRecordOptions options, int count, int from, int of)
    {
        using var connection = BenchConnection.Open(options, SlotMap.Default.ClusterOf(_slot));
        var payloads = RawPayloads.Of(SamplePair.Of(1, TimeProvider.System.GetUtcNow()));
        for (int first = 0; first < count; first += AtOnce)
        {
            var keys = Enumerable.Range(first, Math.Min(AtOnce, count - first))
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"phone:+8613{(long)number * (1_000_000_000L / of):D9}-{from}")).ToList();
            connection.Sql.Sql("START TRANSACTION;INSERT INTO ").Sql(SlotTables.Identity(_slot)).Sql(" (row_key, revision, version, since, state, pending) VALUES ")
                .List(keys, (to, key) => to.Sql("(").Text(key).Sql(",1,1,NULL,").Bytes(payloads.State).Sql(",NULL)"));
            connection.Sql.Sql(";INSERT INTO ").Sql(SlotTables.History(_slot)).Sql(" (row_key, version, at, operation, decision, payload) VALUES ")
                .List(keys, (to, key) => to.Sql("(").Text(key).Sql(",1,1,").Text(key).Sql(",").Text(key).Sql(",").Bytes(payloads.Entry).Sql(")")).Sql(";COMMIT");
            connection.Execute();
        }
    }
}
