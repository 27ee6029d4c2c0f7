using MemberGrains.Interfaces.Slots;
using MemberGrains.Testing;

namespace MemberGrains.Storage.Tests.Sqlite;

public sealed class OutboxContentTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_is_kept_in_memory_of_an_outbox_row_is_what_its_file_holds()
    {
        await using var stand = new SqliteStand();
        var key = Some.Phone();
        string cluster = stand.Record.Slots.ClusterOf(Slot.Of(key)).Id;
        for (int i = 0; i < 3; i++) await stand.ChangeAsync(key);
        var kept = await stand.Record.Outbox.ReadAsync(cluster, default, 10, None);
        await stand.CloseAsync();

        var read = await stand.Record.Outbox.ReadAsync(cluster, default, 10, None);
        Assert.Equal([1L, 2L, 3L], kept.Select(item => item.Event.Entry.Version));
        Assert.Equal(kept.AsEnumerable(), read);
    }

    [Fact]
    public async Task A_refused_commit_leaves_nothing_in_memory_for_the_next_one_to_be_mistaken_for()
    {
        await using var stand = new SqliteStand();
        int failures = 1;
        stand.Options.Probe = step =>
        {
            if (step == Storage.Sqlite.CommitStep.AfterOutbox && failures-- > 0) throw new Storage.Sqlite.Native.SqliteFault(SQLitePCL.raw.SQLITE_FULL, "scripted");
        };
        var clusters = stand.Record.Slots;
        var (first, second) = (Some.Phone(), Some.Phone());
        while (clusters.ClusterOf(Slot.Of(second)) != clusters.ClusterOf(Slot.Of(first))) second = Some.Phone();
        string cluster = clusters.ClusterOf(Slot.Of(first)).Id;
        await Assert.ThrowsAsync<Interfaces.Faults.StoreUnavailableException>(() => stand.ChangeAsync(first));
        await stand.ChangeAsync(second);
        Assert.Equal(second, Assert.Single(await stand.Record.Outbox.ReadAsync(cluster, default, 10, None)).Event.Identity);
    }
}
