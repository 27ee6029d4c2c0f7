using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class HistoryConformance(IRecordStand stand) : RecordConformance(stand)
{
    [Fact]
    public async Task An_entry_reads_as_it_was_committed()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        var commit = Commits.Change(loaded, Stand.Now);
        await WriteAsync(commit);
        var entries = await Record.History.ReadAsync(loaded.Row.Key, null, 10, None);
        Assert.Equal(commit.Entry, entries[0]);
        Assert.Null(entries[1].Before);
    }

    [Fact]
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

    [Fact]
    public async Task Each_before_is_the_entry_before_it()
    {
        var key = (await RegisteredAsync(Some.Phone(), 5)).Row.Key;
        var entries = await Record.History.ReadAsync(key, null, 10, None);
        for (int i = 0; i + 1 < entries.Length; i++) Assert.Equal(entries[i + 1].After, entries[i].Before);
        Assert.Equal((await LoadAsync(key)).Row.State, entries[0].After);
    }

    [Fact]
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

    [Fact]
    public async Task Of_two_entries_in_one_millisecond_the_newer_counts()
    {
        var loaded = await LoadAsync(Some.Phone());
        var now = Stand.Now;
        loaded = await WriteAsync(Commits.Change(loaded, now));
        loaded = await WriteAsync(Commits.Change(loaded, now));
        Assert.Equal(2, (await Record.History.FindAsOfAsync(loaded.Row.Key, now, None))?.Version);
    }

    [Fact]
    public async Task An_operation_is_found_by_what_it_wrote_here()
    {
        var loaded = await RegisteredAsync(Some.Phone(), 2);
        loaded = await WriteAsync(Commits.Change(loaded, Stand.Now, "op_this"));
        await WriteAsync(Commits.Change(loaded, Stand.Now, "op_next"));
        Assert.Equal(3, (await Record.History.FindOperationAsync(loaded.Row.Key, "op_this", None))?.Version);
        Assert.Null(await Record.History.FindOperationAsync(loaded.Row.Key, "op_none", None));
        Assert.Null(await Record.History.FindOperationAsync(Some.Phone(), "op_this", None));
    }

    [Fact]
    public async Task Prepares_aborts_and_fences_leave_no_history()
    {
        var key = Some.Phone();
        var prepared = await PreparedAsync(key, "op_1", Some.Card());
        var aborted = await WriteAsync(Commits.Abort(prepared));
        await WriteAsync(Commits.Fence(aborted));
        Assert.Equal([1], await HistoryVersionsAsync(key));
        Assert.Equal([1], await OutboxVersionsAsync(key));
    }

    [Fact]
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
