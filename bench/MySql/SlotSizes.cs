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
    private const int Rounds = 15;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(MySqlRecordOptions options, int large)
    {
        await using var record = MySqlRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System);
        var small = new SizedSlot(record, new Slot(7), Small);
        var big = new SizedSlot(record, new Slot(8), large);
        foreach (var slot in (SizedSlot[])[small, big]) slot.Fill(options);
        for (int round = 0; round <= Rounds; round++)
        {
            foreach (var slot in (SizedSlot[])[small, big]) await slot.MeasureAsync(counts: round > 0);
        }

        return
        [
            new Figure($"a slot of {small.Rows:N0} rows: first writes", small.WritesPerSecond, "commits/s"),
            new Figure($"a slot of {big.Rows:N0} rows: first writes", big.WritesPerSecond, "commits/s"),
            new Figure("first writes, large to small", big.WritesPerSecond / small.WritesPerSecond * 100, "%", "90 to 110 %"),
            new Figure($"a slot of {small.Rows:N0} rows: loads", small.LoadsPerSecond, "loads/s"),
            new Figure($"a slot of {big.Rows:N0} rows: loads", big.LoadsPerSecond, "loads/s"),
            new Figure("loads, large to small", big.LoadsPerSecond / small.LoadsPerSecond * 100, "%", "90 to 110 %"),
        ];
    }
}
