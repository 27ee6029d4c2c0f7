using MemberGrains.Interfaces.Slots;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class HistoryConformance(IRecordStand stand) : RecordConformance(stand)
{
    [ServerFact]
    public async Task An_entry_reads_as_it_was_committed()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        var commit = Commits.Change(loaded, Stand.Now);
        await WriteAsync(commit);
        var entries = await Record.History.ReadAsync(loaded.Row.Key, null, 10, None);
        Assert.Equal(commit.Entry, entries[0]);
        Assert.Null(entries[1].Before);
    }

    [ServerFact]
    public async Task Pages_run_from_the_newest_to_the_oldest()
    {
        var key = (await RegisteredAsync(Some.Phone(), 7)).Row.Key;
        var first = await Record.History.ReadAsync(key, null, 3, None);
        Assert.Equal([7, 6, 5], first.Select(entry => entry.Version));
        var second = await Record.History.ReadAsync(key, first[^1].Version, 3, None);
        Assert.Equal([4, 3, 2], second.Select(entry => entry.Version));
        var third = await Record.History.ReadAsync(key, second[^1].Version, 3, None);
        Assert.Equal([1], third.Select(entry => entry.Version));
        Assert.Empty(await Record.History.ReadAsync(key, 1, 3, None));
    }

    [ServerFact]
    public async Task Each_before_is_the_entry_before_it()
    {
        var key = (await RegisteredAsync(Some.Phone(), 5)).Row.Key;
        var entries = await Record.History.ReadAsync(key, null, 10, None);
        for (int i = 0; i + 1 < entries.Length; i++) Assert.Equal(entries[i + 1].After, entries[i].Before);
        Assert.Equal((await LoadAsync(key)).Row.State, entries[0].After);
    }

    [ServerFact]
    public async Task As_of_a_time_gives_the_newest_entry_up_to_that_very_millisecond()
    {
        var key = Some.Phone();
        var times = new List<DateTimeOffset>();
        for (int i = 0; i < 3; i++)
        {
            times.Add(Stand.Now);
            await WriteAsync(Commits.Change(await LoadAsync(key), Stand.Now));
            await Stand.PassAsync(TimeSpan.FromMilliseconds(10));
        }

        Assert.Null(await Record.History.FindAsOfAsync(key, times[0].AddMilliseconds(-1), None));
        Assert.Equal(1, (await Record.History.FindAsOfAsync(key, times[0], None))?.Version);
        Assert.Equal(1, (await Record.History.FindAsOfAsync(key, times[1].AddMilliseconds(-1), None))?.Version);
        Assert.Equal(2, (await Record.History.FindAsOfAsync(key, times[1], None))?.Version);
        Assert.Equal(3, (await Record.History.FindAsOfAsync(key, DateTimeOffset.MaxValue, None))?.Version);
        Assert.Null(await Record.History.FindAsOfAsync(Some.Phone(), times[2], None));
    }

    [ServerFact]
    public async Task Of_two_entries_in_one_millisecond_the_newer_counts()
    {
        var loaded = await LoadAsync(Some.Phone());
        var now = Stand.Now;
        loaded = await WriteAsync(Commits.Change(loaded, now));
        loaded = await WriteAsync(Commits.Change(loaded, now));
        Assert.Equal(2, (await Record.History.FindAsOfAsync(loaded.Row.Key, now, None))?.Version);
    }

    [ServerFact]
    public async Task An_operation_is_found_by_what_it_wrote_here()
    {
        var loaded = await RegisteredAsync(Some.Phone(), 2);
        loaded = await WriteAsync(Commits.Change(loaded, Stand.Now, "op_this"));
        await WriteAsync(Commits.Change(loaded, Stand.Now, "op_next"));
        Assert.Equal(3, (await Record.History.FindOperationAsync(loaded.Row.Key, "op_this", None))?.Version);
        Assert.Null(await Record.History.FindOperationAsync(loaded.Row.Key, "op_none", None));
        Assert.Null(await Record.History.FindOperationAsync(Some.Phone(), "op_this", None));
    }

    [ServerFact]
    public async Task An_operation_is_found_in_its_slot_with_the_identity_that_decided_it()
    {
        var loaded = await RegisteredAsync(Some.Phone(), 2);
        await WriteAsync(Commits.Decide(loaded, "op_this", Stand.Now, Some.Card()));
        await RegisteredAsync(loaded.Row.Key, 5);
        var slot = Slot.Of(loaded.Row.Key);
        var found = await Record.History.FindDecisionAsync(slot, "op_this", None);
        Assert.Equal((loaded.Row.Key, 3, "op_this"), (found!.Coordinator, found.Entry.Version, found.Entry.OperationId));
        Assert.Equal((await Record.History.ReadAsync(loaded.Row.Key, 4, 1, None))[0], found.Entry);
        Assert.Null(await Record.History.FindDecisionAsync(slot, "op_none", None));
        Assert.Null(await Record.History.FindDecisionAsync(new Slot((short)((slot.Number + 1) % Slot.Count)), "op_this", None));
    }

    [ServerFact]
    public async Task Who_applies_an_operation_that_another_decided_is_not_taken_for_who_decided_it()
    {
        var prepared = await PreparedAsync(Some.Phone(), "op_applied", Some.Card());
        await WriteAsync(Commits.Apply(prepared));
        Assert.Null(await Record.History.FindDecisionAsync(Slot.Of(prepared.Row.Key), "op_applied", None));
    }

    [ServerFact]
    public async Task A_change_of_one_identity_alone_is_a_decision_too()
    {
        var registered = await WriteAsync(Commits.Change(await LoadAsync(Some.Phone()), Stand.Now, "op_alone"));
        var found = await Record.History.FindDecisionAsync(Slot.Of(registered.Row.Key), "op_alone", None);
        Assert.Equal((registered.Row.Key, 1), (found!.Coordinator, found.Entry.Version));
    }

    [ServerFact]
    public async Task Decisions_are_found_after_the_record_was_opened_again()
    {
        var registered = await WriteAsync(Commits.Change(await LoadAsync(Some.Phone()), Stand.Now, "op_kept"));
        await Stand.ReopenAsync();
        Assert.Equal(registered.Row.Key, (await Record.History.FindDecisionAsync(Slot.Of(registered.Row.Key), "op_kept", None))?.Coordinator);
    }

    [ServerFact]
    public async Task Prepares_aborts_and_fences_leave_no_history()
    {
        var key = Some.Phone();
        var prepared = await PreparedAsync(key, "op_1", Some.Card());
        var aborted = await WriteAsync(Commits.Abort(prepared));
        await WriteAsync(Commits.Fence(aborted));
        Assert.Equal([1], await HistoryVersionsAsync(key));
        Assert.Equal([1], await OutboxVersionsAsync(key));
    }

    [ServerFact]
    public async Task A_prepared_change_is_in_history_once_it_is_applied()
    {
        var prepared = await PreparedAsync(Some.Phone(), "op_1", Some.Card());
        Assert.Null(await Record.History.FindOperationAsync(prepared.Row.Key, "op_1", None));
        await WriteAsync(Commits.Apply(prepared));
        Assert.Equal(prepared.Row.Pending!.Entry, await Record.History.FindOperationAsync(prepared.Row.Key, "op_1", None));
        Assert.Equal(CommitResult.Stale, await CommitAsync(Commits.Apply(prepared)));
        Assert.Equal([2, 1], await HistoryVersionsAsync(prepared.Row.Key));
    }
}
