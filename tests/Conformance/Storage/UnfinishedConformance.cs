using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class UnfinishedConformance(IRecordStand stand) : RecordConformance(stand)
{
    [ServerFact]
    public async Task A_prepared_row_is_in_the_index_until_it_is_applied()
    {
        var key = Some.Phone();
        var coordinator = Some.Card();
        var since = Stand.Now;
        var prepared = await PreparedAsync(key, "op_1", coordinator);
        var row = Assert.Single(await UnfinishedAsync(key));
        Assert.Equal(("op_1", false, coordinator), (row.OperationId, row.Decided, row.Coordinator));
        Assert.Equal((ChangeType.Bound, since), (row.Type, row.Since));
        Assert.Empty(row.Participants);
        await WriteAsync(Commits.Apply(prepared));
        Assert.Empty(await UnfinishedAsync(key));
    }

    [ServerFact]
    public async Task A_prepared_row_leaves_the_index_when_it_is_aborted()
    {
        var prepared = await PreparedAsync(Some.Phone(), "op_1", Some.Card());
        await WriteAsync(Commits.Abort(prepared));
        Assert.Empty(await UnfinishedAsync(prepared.Row.Key));
    }

    [ServerFact]
    public async Task The_unfinished_rows_of_one_operation_are_found_by_its_id()
    {
        var prepared = await PreparedAsync(Some.Phone(), "op_sought", Some.Card());
        await PreparedAsync(Some.Phone(), "op_other", Some.Card());
        string cluster = ClusterOf(prepared.Row.Key);
        Assert.Equal(await UnfinishedAsync(prepared.Row.Key), await Record.Unfinished.FindAsync(cluster, "op_sought", None), SameRow);
        Assert.Empty(await Record.Unfinished.FindAsync(cluster, "op_none", None));
        await WriteAsync(Commits.Apply(prepared));
        Assert.Empty(await Record.Unfinished.FindAsync(cluster, "op_sought", None));
    }

    [ServerFact]
    public async Task A_decided_coordinator_is_in_the_index_until_it_is_finished()
    {
        var key = Some.Phone();
        IdentityKey[] participants = [Some.Card(), Some.UnionId()];
        var loaded = await WriteAsync(Commits.Decide(await RegisteredAsync(key), "op_1", Stand.Now, [.. participants]));
        var row = Assert.Single(await UnfinishedAsync(key));
        Assert.Equal((true, key), (row.Decided, row.Coordinator));
        Assert.Equal(participants, row.Participants);
        var decided = Assert.Single(loaded.Decided);
        Assert.Equal(("op_1", ChangeType.Bound, Stand.Now), (decided.OperationId, decided.Type, decided.DecidedAt));
        Assert.Equal(participants, decided.Participants);

        await Record.Rows.FinishAsync(key, "op_1", None);
        Assert.Empty(await UnfinishedAsync(key));
        Assert.Empty((await LoadAsync(key)).Decided);
        await Record.Rows.FinishAsync(key, "op_1", None);
    }

    [ServerFact]
    public async Task Finishing_touches_neither_the_row_nor_what_it_is_prepared_for()
    {
        var prepared = await PreparedAsync(Some.Phone(), "op_1", Some.Card());
        await Record.Rows.FinishAsync(prepared.Row.Key, "op_1", None);
        Assert.Single(await UnfinishedAsync(prepared.Row.Key));
        Assert.Equal(prepared.Row, (await LoadAsync(prepared.Row.Key)).Row);
    }

    [ServerFact]
    public async Task Several_decided_operations_of_one_coordinator_load_oldest_first()
    {
        var loaded = await LoadAsync(Some.Phone());
        foreach (string operation in (string[])["op_c", "op_a", "op_b"])
        {
            loaded = await WriteAsync(Commits.Decide(loaded, operation, Stand.Now, Some.Card()));
            await Stand.PassAsync(TimeSpan.FromMilliseconds(5));
        }

        Assert.Equal(["op_c", "op_a", "op_b"], loaded.Decided.Select(decided => decided.OperationId));
    }

    [ServerFact]
    public async Task The_index_gives_the_oldest_first_up_to_a_time_and_a_limit()
    {
        var keys = new List<IdentityKey>();
        var start = Stand.Now;
        while (keys.Count < 4)
        {
            var key = Some.Phone();
            if (ClusterOf(key) != "c0") continue;
            keys.Add(key);
            await PreparedAsync(key, "op_1", Some.Card());
            await Stand.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(await Record.Unfinished.ReadAsync("c0", start.AddMilliseconds(-1), 10, None));
        Assert.Equal(keys.Take(2), (await Record.Unfinished.ReadAsync("c0", start.AddSeconds(1), 10, None)).Select(row => row.Key));
        Assert.Equal(keys.Take(3), (await Record.Unfinished.ReadAsync("c0", start.AddHours(1), 3, None)).Select(row => row.Key));
        Assert.Empty(await Record.Unfinished.ReadAsync("c1", start.AddHours(1), 10, None));
    }

    private static bool SameRow(UnfinishedRow one, UnfinishedRow other) =>
        one with { Participants = [] } == other with { Participants = [] } && one.Participants.SequenceEqual(other.Participants);
}
