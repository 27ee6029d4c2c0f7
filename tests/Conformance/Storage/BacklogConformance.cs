using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

/// <summary>Centers marked out, what waits for them, and their return.</summary>
public abstract class BacklogConformance(IRecordStand stand) : RecordConformance(stand)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private ICenterBacklogs Backlogs => Record.Backlogs;

    [ServerFact]
    public async Task No_center_is_out_at_first() => Assert.Empty(await MarksAsync());

    [ServerFact]
    public async Task A_mark_is_durable_and_tells_since_when()
    {
        long fence = await FenceAsync("r1");
        var since = Stand.Now;
        Assert.True(await Backlogs.MarkOutAsync("c0", "b", fence, None));
        await Stand.PassAsync(TimeSpan.FromSeconds(3));
        Assert.True(await Backlogs.MarkOutAsync("c0", "b", fence, None));
        await Stand.ReopenAsync();
        Assert.Equal([new CenterOut("b", since, Held: false, Waiting: 0)], await MarksAsync());
        Assert.Empty(await MarksAsync("c1"));
    }

    [ServerFact]
    public async Task A_row_that_moves_leaves_the_outbox_and_waits_for_the_center_under_its_id()
    {
        var key = OfC0();
        long fence = await OutAsync("b");
        await RegisteredAsync(key, 3);
        var items = await OutboxAsync();
        Assert.True(await MoveAsync("b", items[..2], fence));
        Assert.Equal([3], (await OutboxAsync()).Select(item => item.Event.Version));
        await Stand.ReopenAsync();
        Assert.Equal(items[..2], await BacklogAsync("b"));
        Assert.Empty(await BacklogAsync("a"));
        Assert.Equal(2, Assert.Single(await MarksAsync()).Waiting);
    }

    [ServerFact]
    public async Task The_oldest_of_a_backlog_come_first_and_no_more_than_asked()
    {
        long fence = await OutAsync("b");
        await RegisteredAsync(OfC0(), 3);
        await RegisteredAsync(OfC0(), 2);
        var items = await OutboxAsync();
        Assert.True(await MoveAsync("b", [items[4], items[1], items[3]], fence));
        Assert.Equal([items[1], items[3]], await BacklogAsync("b", 2));
    }

    [ServerFact]
    public async Task A_row_that_moved_holds_no_heartbeat_back_but_the_mark_is_told_with_it()
    {
        long fence = await OutAsync("b");
        await RegisteredAsync(OfC0());
        await Stand.PassAsync(TimeSpan.FromSeconds(5));
        Assert.True(await MoveAsync("b", await OutboxAsync(), fence));
        var through = Assert.IsType<PublishedThrough>(await Record.Outbox.PublishedThroughAsync("c0", None));
        Assert.Equal(Stand.Now, through.Time);
        Assert.Equal(["b"], through.Out.Select(mark => mark.Center));
    }

    [ServerFact]
    public async Task Nothing_moves_to_a_center_that_is_not_marked_out()
    {
        long fence = await OutAsync("b");
        await RegisteredAsync(OfC0());
        Assert.False(await MoveAsync("a", await OutboxAsync(), fence));
        Assert.Single(await OutboxAsync());
    }

    [ServerFact]
    public async Task What_has_left_the_outbox_is_not_moved()
    {
        long fence = await OutAsync("b");
        await RegisteredAsync(OfC0(), 2);
        var items = await OutboxAsync();
        await Record.Outbox.DeleteAsync("c0", [items[0].Id], fence, None);
        Assert.True(await MoveAsync("b", items, fence));
        Assert.Equal([items[1]], await BacklogAsync("b"));
        Assert.True(await MoveAsync("b", items, fence));
        Assert.Equal([items[1]], await BacklogAsync("b"));
    }

    [ServerFact]
    public async Task A_center_returns_when_its_backlog_is_empty_and_not_before()
    {
        long fence = await OutAsync("b");
        await RegisteredAsync(OfC0(), 2);
        var items = await OutboxAsync();
        Assert.True(await MoveAsync("b", items, fence));
        Assert.False(await Backlogs.ReturnAsync("c0", "b", fence, None));
        Assert.True(await Backlogs.DeleteAsync("c0", "b", [items[0].Id], fence, None));
        Assert.False(await Backlogs.ReturnAsync("c0", "b", fence, None));
        Assert.True(await Backlogs.DeleteAsync("c0", "b", [items[1].Id], fence, None));
        Assert.True(await Backlogs.ReturnAsync("c0", "b", fence, None));
        Assert.Empty(await MarksAsync());
        Assert.False(await Backlogs.ReturnAsync("c0", "b", fence, None));
    }

    [ServerFact]
    public async Task A_center_that_an_operator_holds_does_not_return_until_it_is_let_go()
    {
        long fence = await FenceAsync("r1");
        await Backlogs.HoldAsync("c0", "b", held: true, None);
        Assert.True(Assert.Single(await MarksAsync()).Held);
        Assert.False(await Backlogs.ReturnAsync("c0", "b", fence, None));
        await Backlogs.HoldAsync("c0", "b", held: false, None);
        Assert.False(Assert.Single(await MarksAsync()).Held);
        Assert.True(await Backlogs.ReturnAsync("c0", "b", fence, None));
        await Backlogs.HoldAsync("c0", "b", held: false, None);
        Assert.Empty(await MarksAsync());
    }

    [ServerFact]
    public async Task Both_centers_may_be_out_each_with_a_backlog_of_its_own()
    {
        long fence = await OutAsync("a", "b");
        await RegisteredAsync(OfC0(), 2);
        var items = await OutboxAsync();
        Assert.True(await MoveAsync("a", items[..1], fence));
        Assert.True(await MoveAsync("b", items[1..], fence));
        Assert.True(await Backlogs.DeleteAsync("c0", "b", [items[0].Id], fence, None));
        Assert.Equal(items[..1], await BacklogAsync("a"));
        Assert.Equal(items[1..], await BacklogAsync("b"));
        Assert.Equal(["a", "b"], (await MarksAsync()).Select(mark => mark.Center));
    }

    [ServerFact]
    public async Task A_relay_that_lost_its_lease_changes_nothing()
    {
        long old = await OutAsync("b");
        await RegisteredAsync(OfC0(), 2);
        var items = await OutboxAsync();
        Assert.True(await MoveAsync("b", items[..1], old));
        await Stand.PassAsync(Lease + TimeSpan.FromSeconds(1));
        await FenceAsync("r2");
        Assert.False(await Backlogs.MarkOutAsync("c0", "a", old, None));
        Assert.False(await MoveAsync("b", items[1..], old));
        Assert.False(await Backlogs.DeleteAsync("c0", "b", [items[0].Id], old, None));
        Assert.False(await Backlogs.ReturnAsync("c0", "b", old, None));
        Assert.Equal(items[..1], await BacklogAsync("b"));
        Assert.Equal(items[1..], await OutboxAsync());
        Assert.Equal(["b"], (await MarksAsync()).Select(mark => mark.Center));
    }

    private IdentityKey OfC0()
    {
        var key = Some.Phone();
        while (ClusterOf(key) != "c0") key = Some.Phone();
        return key;
    }

    private async Task<long> OutAsync(params string[] centers)
    {
        long fence = await FenceAsync("r1");
        foreach (string center in centers) Assert.True(await Backlogs.MarkOutAsync("c0", center, fence, None));
        return fence;
    }

    private ValueTask<bool> MoveAsync(string center, OutboxItem[] items, long fence) =>
        Backlogs.MoveAsync("c0", center, [.. items.Select(item => item.Id)], fence, None);

    private async Task<OutboxItem[]> OutboxAsync() => [.. await Record.Outbox.ReadAsync("c0", default, 100, None)];

    private async Task<OutboxItem[]> BacklogAsync(string center, int limit = 10) => [.. await Backlogs.ReadAsync("c0", center, limit, None)];

    private async Task<CenterOut[]> MarksAsync(string cluster = "c0") =>
        [.. Assert.IsType<PublishedThrough>(await Record.Outbox.PublishedThroughAsync(cluster, None)).Out];

    private async Task<long> FenceAsync(string owner) =>
        Assert.NotNull(await Record.Fences.AcquireAsync("c0", OutboxRelayJob.Name, owner, Lease, None));
}
