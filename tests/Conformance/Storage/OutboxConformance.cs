using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class OutboxConformance(IRecordStand stand) : RecordConformance(stand)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    [ServerFact]
    public async Task Each_committed_change_enters_the_outbox_of_its_cluster_once()
    {
        var key = OfCluster("c1");
        await RegisteredAsync(key, 3);
        Assert.Empty(await Record.Outbox.ReadAsync("c0", default, 100, None));
        var items = await Record.Outbox.ReadAsync("c1", default, 100, None);
        Assert.Equal([1, 2, 3], items.Select(item => item.Event.Version));
        Assert.All(items, item => Assert.Equal(key, item.Event.Identity));
        Assert.Equal(await Record.History.FindAsOfAsync(key, DateTimeOffset.MaxValue, None), items[2].Event.Entry);
        Assert.Equal(items.Select(item => item.Id).Order(), items.Select(item => item.Id));
    }

    [ServerFact]
    public async Task The_oldest_come_first_and_no_more_than_asked()
    {
        await RegisteredAsync(OfCluster("c0"), 5);
        var items = await Record.Outbox.ReadAsync("c0", default, 2, None);
        Assert.Equal([1, 2], items.Select(item => item.Event.Version));
    }

    [ServerFact]
    public async Task Known_items_are_passed_over_and_do_not_count()
    {
        await RegisteredAsync(OfCluster("c0"), 5);
        var items = await Record.Outbox.ReadAsync("c0", default, 10, None);
        var middle = new OutboxRange(items[1].Id, items[3].Id);
        Assert.Equal([items[0].Id, items[4].Id], (await Record.Outbox.ReadAsync("c0", middle, 2, None)).Select(item => item.Id));
        Assert.Equal(items[0].Id, Assert.Single(await Record.Outbox.ReadAsync("c0", middle, 1, None)).Id);
        Assert.Empty(await Record.Outbox.ReadAsync("c0", new OutboxRange(items[0].Id, items[4].Id), 10, None));
    }

    [ServerFact]
    public async Task Published_items_are_deleted_under_the_relays_fence()
    {
        await RegisteredAsync(OfCluster("c0"), 3);
        long fence = await FenceAsync("r1");
        var items = await Record.Outbox.ReadAsync("c0", default, 2, None);
        Assert.True(await Record.Outbox.DeleteAsync("c0", [.. items.Select(item => item.Id)], fence, None));
        Assert.Equal([3], (await Record.Outbox.ReadAsync("c0", default, 10, None)).Select(item => item.Event.Version));
    }

    [ServerFact]
    public async Task A_relay_that_lost_its_lease_deletes_nothing()
    {
        await RegisteredAsync(OfCluster("c0"));
        long old = await FenceAsync("r1");
        await Stand.PassAsync(Lease + TimeSpan.FromSeconds(1));
        long current = await FenceAsync("r2");
        var items = await Record.Outbox.ReadAsync("c0", default, 10, None);
        Assert.False(await Record.Outbox.DeleteAsync("c0", [items[0].Id], old, None));
        Assert.Single(await Record.Outbox.ReadAsync("c0", default, 10, None));
        Assert.True(await Record.Outbox.DeleteAsync("c0", [items[0].Id], current, None));
        Assert.Empty(await Record.Outbox.ReadAsync("c0", default, 10, None));
    }

    [ServerFact]
    public async Task Nothing_is_deleted_before_anybody_holds_the_fence()
    {
        await RegisteredAsync(OfCluster("c0"));
        var items = await Record.Outbox.ReadAsync("c0", default, 10, None);
        Assert.False(await Record.Outbox.DeleteAsync("c0", [items[0].Id], 0, None));
        Assert.False(await Record.Outbox.DeleteAsync("c0", [items[0].Id], 1, None));
    }

    [ServerFact]
    public async Task An_id_is_never_given_again()
    {
        long fence = await FenceAsync("r1");
        await RegisteredAsync(OfCluster("c0"), 2);
        var items = await Record.Outbox.ReadAsync("c0", default, 10, None);
        await Record.Outbox.DeleteAsync("c0", [.. items.Select(item => item.Id)], fence, None);
        await Stand.ReopenAsync();
        await RegisteredAsync(OfCluster("c0"));
        Assert.True(Assert.Single(await Record.Outbox.ReadAsync("c0", default, 10, None)).Id > items[^1].Id);
    }

    [ServerFact]
    public async Task With_nothing_waiting_everything_is_published_up_to_now()
    {
        Assert.Equal(Stand.Now, await PublishedThroughAsync());
    }

    [ServerFact]
    public async Task Published_through_stays_below_the_oldest_item_until_it_is_deleted()
    {
        long fence = await FenceAsync("r1");
        var written = Stand.Now;
        await RegisteredAsync(OfCluster("c0"));
        await Stand.PassAsync(TimeSpan.FromSeconds(5));
        await RegisteredAsync(OfCluster("c0"));
        await Stand.PassAsync(TimeSpan.FromSeconds(5));
        Assert.InRange(await PublishedThroughAsync(), written.AddMilliseconds(-2), written.AddMilliseconds(-1));
        var items = await Record.Outbox.ReadAsync("c0", default, 10, None);
        await Record.Outbox.DeleteAsync("c0", [items[0].Id], fence, None);
        Assert.InRange(await PublishedThroughAsync(), written.AddSeconds(5).AddMilliseconds(-2), written.AddSeconds(5).AddMilliseconds(-1));
        await Record.Outbox.DeleteAsync("c0", [items[1].Id], fence, None);
        Assert.Equal(Stand.Now, await PublishedThroughAsync());
    }

    [ServerFact]
    public async Task Published_through_stays_below_the_oldest_prepared_row()
    {
        long fence = await FenceAsync("r1");
        var key = OfCluster("c0");
        await RegisteredAsync(key);
        await EmptyAsync(fence);
        var prepared = Stand.Now;
        var loaded = await PreparedAsync(key, "op_1", Some.Card());
        await Stand.PassAsync(TimeSpan.FromSeconds(3));
        Assert.True(await PublishedThroughAsync() < prepared);
        await WriteAsync(Commits.Abort(loaded));
        Assert.Equal(Stand.Now, await PublishedThroughAsync());
    }

    [ServerFact]
    public async Task An_applied_change_counts_from_its_prepare_because_it_may_have_been_decided_since()
    {
        long fence = await FenceAsync("r1");
        var key = OfCluster("c0");
        await RegisteredAsync(key);
        await EmptyAsync(fence);
        var prepared = Stand.Now;
        var loaded = await PreparedAsync(key, "op_1", Some.Card());
        await Stand.PassAsync(TimeSpan.FromSeconds(3));
        await WriteAsync(Commits.Apply(loaded));
        Assert.True(await PublishedThroughAsync() < prepared);
        await EmptyAsync(fence);
        Assert.Equal(Stand.Now, await PublishedThroughAsync());
    }

    [ServerFact]
    public async Task A_decided_coordinator_holds_nothing_back_once_its_change_is_published()
    {
        long fence = await FenceAsync("r1");
        await WriteAsync(Commits.Decide(await LoadAsync(OfCluster("c0")), "op_1", Stand.Now, Some.Card()));
        await EmptyAsync(fence);
        await Stand.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(Stand.Now, await PublishedThroughAsync());
    }

    [ServerFact]
    public async Task A_wait_ends_when_an_item_enters()
    {
        var key = OfCluster("c0");
        var absent = await LoadAsync(key);
        var waited = Record.Outbox.WaitForItemsAsync("c0", TimeSpan.FromMinutes(5), None).AsTask();
        var elsewhere = Record.Outbox.WaitForItemsAsync("c1", TimeSpan.FromMinutes(5), None).AsTask();
        await WriteAsync(Commits.Change(absent, Stand.Now));
        await waited;
        Assert.False(elsewhere.IsCompleted);
    }

    [ServerFact]
    public async Task A_wait_ends_at_once_for_what_entered_before_and_only_once()
    {
        await RegisteredAsync(OfCluster("c0"));
        await Record.Outbox.WaitForItemsAsync("c0", TimeSpan.FromMinutes(5), None);
        using var cancel = new CancellationTokenSource();
        var again = Record.Outbox.WaitForItemsAsync("c0", TimeSpan.FromMinutes(5), cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again);
    }

    [ServerFact]
    public async Task A_wait_ends_after_its_time() =>
        await Record.Outbox.WaitForItemsAsync("c0", TimeSpan.FromMilliseconds(1), None);

    private IdentityKey OfCluster(string cluster)
    {
        while (true)
        {
            var key = Some.Phone();
            if (ClusterOf(key) == cluster) return key;
        }
    }

    private async Task<long> FenceAsync(string owner) =>
        Assert.NotNull(await Record.Fences.AcquireAsync("c0", OutboxRelayJob.Name, owner, Lease, None));

    private async Task<DateTimeOffset> PublishedThroughAsync() =>
        Assert.IsType<PublishedThrough>(await Record.Outbox.PublishedThroughAsync("c0", None)).Time;

    private async Task EmptyAsync(long fence)
    {
        var items = await Record.Outbox.ReadAsync("c0", default, 100, None);
        Assert.True(await Record.Outbox.DeleteAsync("c0", [.. items.Select(item => item.Id)], fence, None));
    }
}
