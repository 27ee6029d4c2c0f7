using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class ReplayConformance(IRecordStand stand) : RecordConformance(stand)
{
    [ServerFact]
    public async Task A_slot_is_scanned_in_key_order_in_pages()
    {
        var keys = InOneSlot(5);
        foreach (var key in keys) await RegisteredAsync(key, 2);
        var slot = Slot.Of(keys[0]);
        var found = new List<ReplayedIdentity>();
        while (await Record.Replay.ScanAsync(slot, found.Count == 0 ? null : found[^1].Identity, 2, None) is { IsEmpty: false } page) found.AddRange(page);
        Assert.Equal(keys.Order(), found.Select(one => one.Identity));
        foreach (var one in found)
        {
            var row = (await LoadAsync(one.Identity)).Row;
            Assert.Equal((row.Version, row.State), (one.Version, one.State));
        }
    }

    [ServerFact]
    public async Task Rows_that_are_not_registered_are_not_scanned()
    {
        var key = Some.Phone();
        await WriteAsync(Commits.Prepare(await LoadAsync(key), "op_1", Some.Card(), Stand.Now));
        Assert.Empty(await Record.Replay.ScanAsync(Slot.Of(key), null, 10, None));
    }

    [ServerFact]
    public async Task A_prepared_row_is_scanned_in_its_old_state()
    {
        var prepared = await PreparedAsync(Some.Phone(), "op_1", Some.Card());
        var one = Assert.Single(await Record.Replay.ScanAsync(Slot.Of(prepared.Row.Key), null, 10, None));
        Assert.Equal((1, prepared.Row.State), (one.Version, one.State));
    }

    [ServerFact]
    public async Task A_slots_history_is_scanned_in_key_and_version_order_in_pages()
    {
        var keys = InOneSlot(3);
        foreach (var key in keys) await RegisteredAsync(key, 3);
        var found = new List<ChangeEvent>();
        while (true)
        {
            var last = found.Count == 0 ? null : found[^1];
            var page = await Record.Replay.ScanHistoryAsync(Slot.Of(keys[0]), last?.Identity, last?.Version ?? 0, 2, None);
            if (page.IsEmpty) break;
            found.AddRange(page);
        }

        Assert.Equal(
            keys.Order().SelectMany(key => new[] { (key, 1L), (key, 2L), (key, 3L) }),
            found.Select(one => (one.Identity, one.Version)));
    }

    [ServerFact]
    public async Task One_entry_is_found_by_its_version()
    {
        var loaded = await RegisteredAsync(Some.Phone(), 3);
        var entry = await Record.Replay.FindAsync(loaded.Row.Key, 3, None);
        Assert.Equal(loaded.Row.State, entry?.After);
        Assert.Null(await Record.Replay.FindAsync(loaded.Row.Key, 4, None));
        Assert.Null(await Record.Replay.FindAsync(Some.Phone(), 1, None));
    }

    private static List<IdentityKey> InOneSlot(int count)
    {
        var first = Some.Phone();
        var keys = new List<IdentityKey> { first };
        while (keys.Count < count)
        {
            var key = Some.Card();
            if (Slot.Of(key) == Slot.Of(first)) keys.Add(key);
        }

        return keys;
    }
}
