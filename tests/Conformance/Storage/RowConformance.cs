using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class RowConformance(IRecordStand stand) : RecordConformance(stand)
{
    [ServerFact]
    public async Task A_key_without_a_row_loads_as_absent_with_the_slots_epoch()
    {
        var key = Some.Phone();
        var loaded = await LoadAsync(key);
        Assert.Equal(IdentityRow.Absent(key), loaded.Row);
        Assert.Equal(1, loaded.Epoch);
        Assert.Empty(loaded.Decided);
    }

    [ServerFact]
    public async Task A_committed_row_loads_as_it_was_written()
    {
        var commit = Commits.Change(await LoadAsync(Some.UnionId()), Stand.Now);
        var loaded = await WriteAsync(commit);
        Assert.Equal(commit.Row, loaded.Row);
    }

    [ServerFact]
    public async Task A_change_of_a_registered_row_loads_as_it_was_written()
    {
        var commit = Commits.Change(await RegisteredAsync(Some.Card(), 3), Stand.Now);
        var loaded = await WriteAsync(commit);
        Assert.Equal(commit.Row, loaded.Row);
        Assert.Equal(4, loaded.Row.Version);
    }

    [ServerFact]
    public async Task A_prepared_row_keeps_its_state_and_its_pending_change()
    {
        var registered = await RegisteredAsync(Some.Phone());
        var commit = Commits.Prepare(registered, "op_1", Some.Card(), Stand.Now);
        var loaded = await WriteAsync(commit);
        Assert.Equal(commit.Row!.Pending, loaded.Row.Pending);
        Assert.Equal(registered.Row.State, loaded.Row.State);
        Assert.Equal((registered.Row.Version, registered.Row.Revision + 1), (loaded.Row.Version, loaded.Row.Revision));
    }

    [ServerFact]
    public async Task A_row_of_version_0_carries_a_prepare_and_a_fence()
    {
        var key = Some.Phone();
        var prepared = await WriteAsync(Commits.Prepare(await LoadAsync(key), "op_1", Some.Card(), Stand.Now));
        Assert.Equal((1, 0), (prepared.Row.Revision, prepared.Row.Version));
        Assert.Null(prepared.Row.State);
        var aborted = await WriteAsync(Commits.Abort(prepared));
        var fenced = await WriteAsync(Commits.Fence(aborted));
        Assert.Equal((3, 0), (fenced.Row.Revision, fenced.Row.Version));
        Assert.Null(fenced.Row.Pending);
        Assert.Empty(await HistoryVersionsAsync(key));
    }

    [ServerFact]
    public async Task Another_revision_makes_a_commit_stale_and_writes_nothing()
    {
        var key = Some.Phone();
        var first = await RegisteredAsync(key);
        var second = await WriteAsync(Commits.Change(first, Stand.Now));
        var answer = Commits.Answer(key, Stand.Now);
        var late = Commits.Decide(first, "op_late", Stand.Now, Some.Card()) with { Answer = answer };
        Assert.Equal(CommitResult.Stale, await CommitAsync(late));
        Assert.Equal(second.Row, (await LoadAsync(key)).Row);
        Assert.Equal([2, 1], await HistoryVersionsAsync(key));
        Assert.Equal([1, 2], await OutboxVersionsAsync(key));
        Assert.Empty(await UnfinishedAsync(key));
        Assert.Null(await Record.Rows.FindAnswerAsync(answer.Key, None));
    }

    [ServerFact]
    public async Task A_first_write_is_stale_if_there_is_a_row_by_then()
    {
        var absent = await LoadAsync(Some.Phone());
        await WriteAsync(Commits.Change(absent, Stand.Now));
        Assert.Equal(CommitResult.Stale, await CommitAsync(Commits.Change(absent, Stand.Now)));
        Assert.Equal(CommitResult.Stale, await CommitAsync(Commits.Prepare(absent, "op_1", Some.Card(), Stand.Now)));
    }

    [ServerFact]
    public async Task A_row_that_was_never_written_is_stale_for_who_expects_one()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        var other = Some.Phone();
        var wrong = loaded with { Row = loaded.Row with { Key = other } };
        Assert.Equal(CommitResult.Stale, await CommitAsync(Commits.Change(wrong, Stand.Now)));
        Assert.Equal(IdentityRow.Absent(other), (await LoadAsync(other)).Row);
    }

    [ServerFact]
    public async Task Another_epoch_refuses_a_commit_and_writes_nothing()
    {
        var key = Some.Phone();
        var loaded = await RegisteredAsync(key);
        Assert.True(await Record.Epochs.AdvanceAsync(Slot.Of(key), loaded.Epoch, None));
        Assert.Equal(CommitResult.EpochMoved, await CommitAsync(Commits.Change(loaded, Stand.Now)));
        Assert.Equal([1], await HistoryVersionsAsync(key));
        var again = await LoadAsync(key);
        Assert.Equal(loaded.Epoch + 1, again.Epoch);
        Assert.Equal(CommitResult.Committed, await CommitAsync(Commits.Change(again, Stand.Now)));
    }

    [ServerTheory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_version_that_is_not_the_next_is_refused_and_writes_nothing(int off)
    {
        var key = Some.Phone();
        var loaded = await RegisteredAsync(key, 3);
        var wrong = Commits.Change(loaded with { Row = loaded.Row with { Version = loaded.Row.Version + off } }, Stand.Now);
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(wrong));
        Assert.Equal([3, 2, 1], await HistoryVersionsAsync(key));
        Assert.Equal(loaded.Row, (await LoadAsync(key)).Row);
    }

    [ServerFact]
    public async Task A_first_version_above_1_is_refused()
    {
        var key = Some.Phone();
        var loaded = await RegisteredAsync(Some.Card(), 2);
        var wrong = Commits.Change(loaded with { Row = loaded.Row with { Key = key, Revision = 0 } }, Stand.Now);
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(wrong));
        Assert.Equal(IdentityRow.Absent(key), (await LoadAsync(key)).Row);
    }

    [ServerFact]
    public async Task A_write_without_a_change_can_not_alter_version_or_state()
    {
        var loaded = await RegisteredAsync(Some.Phone(), 2);
        var wrong = Commits.Fence(loaded with { Row = loaded.Row with { Version = 3 } });
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(wrong));
        Assert.Equal(loaded.Row, (await LoadAsync(loaded.Row.Key)).Row);
    }

    [ServerFact]
    public async Task Bad_rows_never_fail_their_neighbours()
    {
        var stale = await RegisteredAsync(Some.Phone());
        await WriteAsync(Commits.Change(stale, Stand.Now));
        var gap = await RegisteredAsync(Some.Phone(), 2);
        var moved = await LoadAsync(Some.Phone());
        var good = new List<LoadedIdentity>();
        for (int i = 0; i < 20; i++) good.Add(await LoadAsync(Some.Card()));

        var asked = good.Take(10).Select(loaded => CommitAsync(Commits.Change(loaded, Stand.Now))).ToList();
        var late = CommitAsync(Commits.Change(stale, Stand.Now));
        var wrong = CommitAsync(Commits.Change(gap with { Row = gap.Row with { Version = 9 } }, Stand.Now));
        var other = CommitAsync(Commits.Change(moved with { Epoch = 9 }, Stand.Now));
        asked.AddRange(good.Skip(10).Select(loaded => CommitAsync(Commits.Change(loaded, Stand.Now))));

        Assert.Equal(CommitResult.Stale, await late);
        Assert.Equal(CommitResult.EpochMoved, await other);
        await Assert.ThrowsAsync<InvalidOperationException>(() => wrong);
        Assert.All(await Task.WhenAll(asked), result => Assert.Equal(CommitResult.Committed, result));
        foreach (var loaded in good) Assert.Equal([1], await HistoryVersionsAsync(loaded.Row.Key));
    }

    [ServerFact]
    public async Task Of_many_writers_of_one_row_one_wins_each_revision()
    {
        var key = Some.Phone();
        const int Writers = 16, Each = 10;
        int committed = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            for (int i = 0; i < Each;)
            {
                var result = await CommitAsync(Commits.Change(await LoadAsync(key), Stand.Now));
                if (result != CommitResult.Committed) continue;
                i++;
                Interlocked.Increment(ref committed);
            }
        }));

        Assert.Equal(Writers * Each, committed);
        var loaded = await LoadAsync(key);
        Assert.Equal((committed, committed), (loaded.Row.Revision, loaded.Row.Version));
        Assert.Equal(Enumerable.Range(1, committed).Select(version => (long)version), (await HistoryVersionsAsync(key)).Reverse());
        Assert.Equal(committed, (await OutboxVersionsAsync(key)).Distinct().Count());
    }

    [ServerFact]
    public async Task Commits_of_one_row_asked_in_order_are_applied_in_order()
    {
        var loaded = await LoadAsync(Some.Phone());
        var asked = new List<Task<CommitResult>>();
        for (int i = 0; i < 50; i++)
        {
            var commit = Commits.Change(loaded, Stand.Now);
            asked.Add(CommitAsync(commit));
            loaded = loaded with { Row = commit.Row! };
        }

        Assert.All(await Task.WhenAll(asked), result => Assert.Equal(CommitResult.Committed, result));
        Assert.Equal(loaded.Row, (await LoadAsync(loaded.Row.Key)).Row);
    }

    [ServerFact]
    public async Task A_load_asked_after_an_acknowledged_commit_shows_it()
    {
        var key = Some.Phone();
        for (int version = 1; version <= 30; version++)
        {
            var loaded = await WriteAsync(Commits.Change(await LoadAsync(key), Stand.Now));
            Assert.Equal(version, loaded.Row.Version);
        }
    }

    [ServerFact]
    public async Task Many_loads_at_once_give_each_caller_its_own_row()
    {
        var keys = Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? Some.Phone() : Some.Card()).ToList();
        await Task.WhenAll(keys.Take(50).Select(async key => await RegisteredAsync(key)));
        var loaded = await Task.WhenAll(keys.Select(LoadAsync));
        Assert.Equal(keys, loaded.Select(one => one.Row.Key));
        Assert.All(loaded.Take(50), one => Assert.Equal(1, one.Row.Version));
        Assert.All(loaded.Skip(50), one => Assert.Equal(0, one.Row.Revision));
    }

    [ServerFact]
    public async Task A_confirmation_holds_for_exactly_the_revision_and_epoch()
    {
        var loaded = await RegisteredAsync(Some.Phone(), 2);
        var stamp = Commits.Stamp(loaded);
        Assert.True(await Record.Rows.ConfirmAsync(stamp, None));
        Assert.False(await Record.Rows.ConfirmAsync(stamp with { Revision = 1 }, None));
        Assert.False(await Record.Rows.ConfirmAsync(stamp with { Epoch = 2 }, None));
        await WriteAsync(Commits.Fence(loaded));
        Assert.False(await Record.Rows.ConfirmAsync(stamp, None));
    }

    [ServerFact]
    public async Task A_confirmation_of_no_row_holds_until_there_is_one()
    {
        var loaded = await LoadAsync(Some.Phone());
        Assert.True(await Record.Rows.ConfirmAsync(Commits.Stamp(loaded), None));
        await WriteAsync(Commits.Change(loaded, Stand.Now));
        Assert.False(await Record.Rows.ConfirmAsync(Commits.Stamp(loaded), None));
    }

    [ServerFact]
    public async Task A_commit_that_contradicts_itself_never_reaches_the_store()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        var good = Commits.Change(loaded, Stand.Now);
        RowCommit[] wrong =
        [
            good with { Row = null },
            good with { Row = good.Row! with { Revision = 9 } },
            good with { Row = good.Row! with { Key = Some.Card() } },
            good with { Row = good.Row! with { State = loaded.Row.State } },
            good with { Entry = good.Entry! with { Version = 9 } },
            good with { Index = new IndexChange.EnterPrepared() },
            good with { Answer = Commits.Answer(OfAnotherSlot(loaded), Stand.Now) },
        ];
        foreach (var commit in wrong) await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(commit));
        Assert.True(await Record.Rows.ConfirmAsync(Commits.Stamp(loaded), None));
    }

    [ServerFact]
    public async Task Everything_acknowledged_is_there_after_reopening()
    {
        var key = Some.Phone();
        var card = Some.Card();
        var answer = Commits.Answer(key, Stand.Now);
        var prepared = await PreparedAsync(card, "op_1", key);
        var decided = await WriteAsync(Commits.Decide(await RegisteredAsync(key), "op_1", Stand.Now, card) with { Answer = answer });
        Assert.True(await Record.Epochs.AdvanceAsync(new Slot(7), 1, None));
        await Stand.ReopenAsync();
        Assert.Equal(decided.Row, (await LoadAsync(key)).Row);
        Assert.Equal("op_1", Assert.Single((await LoadAsync(key)).Decided).OperationId);
        Assert.Equal(prepared.Row, (await LoadAsync(card)).Row);
        Assert.Equal([2, 1], await HistoryVersionsAsync(key));
        Assert.Equal([1, 2], await OutboxVersionsAsync(key));
        Assert.NotNull(await Record.Rows.FindAnswerAsync(answer.Key, None));
        Assert.False(Assert.Single(await UnfinishedAsync(card)).Decided);
        Assert.Equal(2, await Record.Epochs.ReadAsync(new Slot(7), None));
    }

    [ServerFact]
    public async Task A_closed_record_says_that_it_is_unavailable()
    {
        var loaded = await LoadAsync(Some.Phone());
        await Record.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => LoadAsync(Some.Phone()));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Commits.Change(loaded, Stand.Now)));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Record.History.ReadAsync(loaded.Row.Key, null, 1, None));
    }

    private static Interfaces.Identities.IdentityKey OfAnotherSlot(LoadedIdentity loaded)
    {
        while (true)
        {
            var key = Some.Card();
            if (Slot.Of(key) != Slot.Of(loaded.Row.Key)) return key;
        }
    }
}
