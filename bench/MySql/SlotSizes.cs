using MemberGrains.Bench.Results;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Bench.MySql;

/// <summary>
/// Whether a slot's size is felt: first writes and loads of identities of two slots of one server, whose tables hold few and
/// many rows, in turns, so that a machine whose speed changes does not count as a slot's size.
/// </summary>
internal static class SlotSizes
{
    private const int Small = 10_000;
    private const int Rounds = 11;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(MySqlRecordOptions options, int large)
    {
        await using var record = MySqlRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System);
        var small = new SizedSlot(record, new Slot(7), Small);
        var big = new SizedSlot(record, new Slot(8), large);
        foreach (var slot in (SizedSlot[])[small, big])
        {
            slot.Fill(options);
            // Not counted: connections and code are new.
            await slot.MeasureAsync();
        }

        var rounds = new List<((double Writes, double Loads) Small, (double Writes, double Loads) Big)>();
        while (rounds.Count < Rounds) rounds.Add((await small.MeasureAsync(), await big.MeasureAsync()));
        return
        [
            new Figure($"a slot of {small.Rows:N0} rows: first writes", Median(rounds.Select(round => round.Small.Writes)), "commits/s"),
            new Figure($"a slot of {big.Rows:N0} rows: first writes", Median(rounds.Select(round => round.Big.Writes)), "commits/s"),
            new Figure("first writes, large to small", Median(rounds.Select(round => round.Big.Writes / round.Small.Writes)) * 100, "%", "90 to 110 %"),
            new Figure($"a slot of {small.Rows:N0} rows: loads", Median(rounds.Select(round => round.Small.Loads)), "loads/s"),
            new Figure($"a slot of {big.Rows:N0} rows: loads", Median(rounds.Select(round => round.Big.Loads)), "loads/s"),
            new Figure("loads, large to small", Median(rounds.Select(round => round.Big.Loads / round.Small.Loads)) * 100, "%", "90 to 110 %"),
        ];
    }

    private static double Median(IEnumerable<double> measured)
    {
        double[] sorted = [.. measured.Order()];
        return sorted[sorted.Length / 2];
    }
}
