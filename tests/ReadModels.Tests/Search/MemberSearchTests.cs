using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.Search;

public sealed class MemberSearchTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static void Run(Func<ViewWorld, Task> test) => VirtualThread.Run(async thread =>
    {
        await using var world = new ViewWorld(thread);
        await world.StartAsync();
        await test(world);
    });

    /// <summary>Binds each to the one before, the first registered: one member of all of them.</summary>
    private static async Task<string> MemberAsync(ViewWorld world, params IdentityKey[] keys)
    {
        await world.Commands.RunAsync(keys[0], keys[0]);
        for (int i = 1; i < keys.Length; i++) await world.Commands.RunAsync(keys[0], keys[i]);
        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        return world.Record.Newest(keys[0])!.After.MemberId;
    }

    private static async Task<MemberPage> SearchAsync(IMemberSearch search, MemberFilter filter, int limit = 50, string? cursor = null, params MemberSort[] sort) =>
        (await search.SearchAsync(new MemberQuery(filter, [.. sort], limit, cursor), None)).Value;

    [Fact]
    public void A_member_is_found_by_its_id_in_both_centers_with_its_whole_relation() => Run(async world =>
    {
        IdentityKey phone = Some.Phone(), union = Some.UnionId(), card = Some.Card();
        string id = await MemberAsync(world, phone, union, card);
        foreach (var (center, source) in new[] { ("a", SearchSource.Primary), ("b", SearchSource.Backup) })
        {
            var answer = await world.SearchOf(center).FindMemberAsync(id, None);
            Assert.Equal(source, answer.Source);
            Assert.InRange(answer.StalenessMs, 1, 4_000);
            Assert.Equal(world.Record.Newest(phone)!.After.Identities.AsEnumerable(), answer.Value!.Identities);
            Assert.Equal(id, answer.Value.MemberId);
            Assert.Equal(world.Record.Newest(phone)!.At, answer.Value.UpdatedAt);
        }
    });

    [Fact]
    public void An_id_that_never_was_and_one_that_has_ended_are_nobody() => Run(async world =>
    {
        await world.Search.Of(SearchSource.Primary).Cluster.BulkAsync(new SearchBatch([], [new MemberTouch("gone", 3, [], null)]), None);
        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        Assert.Null((await world.SearchOf("a").FindMemberAsync("never", None)).Value);
        Assert.Null((await world.SearchOf("a").FindMemberAsync("gone", None)).Value);
    });

    [Fact]
    public void After_a_split_a_former_member_is_found_as_itself_again_and_the_member_the_operation_made_is_nobody() => Run(async world =>
    {
        IdentityKey one = Some.UnionId(), two = Some.Phone();
        string kept = await MemberAsync(world, one), former = await MemberAsync(world, two);
        var (before, other) = (world.Record.Newest(one)!.After, world.Record.Newest(two)!.After);
        await BindAndSplitAsync(world, one, two);
        Assert.Equal((kept, former), ((await world.SearchOf("a").FindMemberAsync(kept, None)).Value!.MemberId, (await world.SearchOf("b").FindMemberAsync(former, None)).Value!.MemberId));
        Assert.Equal(before.Identities.AsEnumerable(), (await world.SearchOf("b").FindMemberAsync(kept, None)).Value!.Identities);
        Assert.Equal(other.Identities.AsEnumerable(), (await world.SearchOf("a").FindMemberAsync(former, None)).Value!.Identities);
        Assert.Equal(two, Assert.Single((await SearchAsync(world.SearchOf("a"), new MemberFilter { MemberId = former })).Items).Identity);

        IdentityKey three = Some.Card(), four = Some.Phone();
        string made = await BindAndSplitAsync(world, three, four);
        foreach (string center in new[] { "a", "b" }) Assert.Null((await world.SearchOf(center).FindMemberAsync(made, None)).Value);
        Assert.Empty((await SearchAsync(world.SearchOf("a"), new MemberFilter { MemberId = made })).Items);
        foreach (var key in new[] { three, four })
            Assert.Equal(key, Assert.Single((await world.SearchOf("a").FindMemberAsync(world.Record.Newest(key)!.After.MemberId, None)).Value!.Identities).Key);
    });

    /// <summary>Binds the two and splits them again; the id of the member they had together.</summary>
    private static async Task<string> BindAndSplitAsync(ViewWorld world, IdentityKey one, IdentityKey two)
    {
        world.Commands.Splits = true;
        await world.Commands.RunAsync(one, two);
        string together = world.Record.Newest(one)!.After.MemberId;
        await world.Commands.RunAsync(one, two);
        Assert.Equal(ChangeType.Split, world.Record.Newest(one)!.Type);
        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        return together;
    }

    [Fact]
    public void A_former_id_is_followed_over_many_joins_to_the_living_member() => Run(async world =>
    {
        // Each member is joined into an older one that is joined later: a chain of former ids.
        var keys = Enumerable.Range(0, 10).Select(_ => Some.UnionId()).ToArray();
        var ids = new List<string>();
        foreach (var key in keys) ids.Add(await MemberAsync(world, key));
        for (int i = keys.Length - 1; i > 0; i--) await world.Commands.RunAsync(keys[i - 1], keys[i]);
        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        var view = (await world.SearchOf("a").FindMemberAsync(ids[^1], None)).Value!;
        Assert.Equal(ids[0], view.MemberId);
        Assert.Equal(keys.Length, view.Identities.Length);
        Assert.Equal(ids.Skip(1).Order(StringComparer.Ordinal), view.FormerMemberIds);
    });

    [Fact]
    public void A_circle_of_former_ids_ends_as_not_to_be_told_now() => Run(async world =>
    {
        var batch = new SearchBatch([], [new MemberTouch("x", 1, [], "y"), new MemberTouch("y", 1, [], "x")]);
        foreach (var model in world.Search.All) await model.Cluster.BulkAsync(batch, None);
        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        await Assert.ThrowsAsync<SearchUnavailableException>(() => world.SearchOf("a").FindMemberAsync("x", None).AsTask());
    });

    [Fact]
    public void A_member_id_current_or_former_finds_one_item_per_identity() => Run(async world =>
    {
        IdentityKey one = Some.UnionId(), two = Some.Phone(), three = Some.Card();
        string into = await MemberAsync(world, one, three);
        string from = await MemberAsync(world, two);
        await world.Commands.RunAsync(one, two);
        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        foreach (string id in new[] { into, from })
        {
            var page = await SearchAsync(world.SearchOf("b"), new MemberFilter { MemberId = id });
            Assert.Equal(new[] { one, two, three }.Order(), page.Items.Select(item => item.Identity));
            Assert.All(page.Items, item => Assert.Equal(into, item.State.MemberId));
            Assert.Null(page.Cursor);
        }

        var narrowed = await SearchAsync(world.SearchOf("a"), new MemberFilter { MemberId = from, Kind = "phone" });
        Assert.Equal(two, Assert.Single(narrowed.Items).Identity);
        Assert.Empty((await SearchAsync(world.SearchOf("a"), new MemberFilter { MemberId = from, Identity = Some.Phone() })).Items);
        Assert.Equal(one, Assert.Single((await SearchAsync(world.SearchOf("a"), new MemberFilter { MemberId = from, Identity = one })).Items).Identity);
        Assert.Empty((await SearchAsync(world.SearchOf("a"), new MemberFilter { MemberId = "nobody" })).Items);
    });

    [Fact]
    public void Routed_items_are_sorted_and_paged_in_the_service() => Run(async world =>
    {
        var keys = Enumerable.Range(0, 7).Select(_ => Some.UnionId()).ToArray();
        await world.Commands.RunAsync(keys[0], keys[0]);
        foreach (var key in keys.Skip(1))
        {
            await world.Commands.RunAsync(keys[0], key);
            await world.Thread.PassAsync(TimeSpan.FromSeconds(1));
        }

        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        var filter = new MemberFilter { MemberId = world.Record.Newest(keys[0])!.After.MemberId };
        var sort = new MemberSort(SortField.BoundAt, true);
        var items = new List<IdentityKey>();
        string? cursor = null;
        do
        {
            var page = await SearchAsync(world.SearchOf("a"), filter, 3, cursor, sort);
            Assert.InRange(page.Items.Length, 1, 3);
            items.AddRange(page.Items.Select(item => item.Identity));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        Assert.Equal(keys.Reverse(), items);
    });

    [Fact]
    public void Scans_go_to_the_marketing_cluster_and_their_pages_make_up_the_whole() => Run(async world =>
    {
        for (int i = 0; i < 25; i++)
        {
            var key = Some.Phone();
            await world.Commands.RunAsync(key, key);
        }

        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        var search = world.SearchOf("b");
        var first = await search.SearchAsync(new MemberQuery(new MemberFilter { Kind = "phone" }, [], 10, null), None);
        Assert.Equal(SearchSource.Marketing, first.Source);
        var items = first.Value.Items.ToList();
        // A cursor is good in the other center too, and with another page size.
        for (string? cursor = first.Value.Cursor; cursor is not null;)
        {
            var page = await SearchAsync(world.SearchOf("a"), new MemberFilter { Kind = "phone" }, 4, cursor);
            items.AddRange(page.Items);
            cursor = page.Cursor;
        }

        Assert.Equal(world.Record.Keys.Order(), items.Select(item => item.Identity));
    });

    [Fact]
    public void A_cursor_serves_only_the_query_it_came_from_and_no_made_up_one_serves_any() => Run(async world =>
    {
        for (int i = 0; i < 4; i++)
        {
            var key = Some.Phone();
            await world.Commands.RunAsync(key, key);
        }

        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        var search = world.SearchOf("a");
        string cursor = (await SearchAsync(search, new MemberFilter { Kind = "phone" }, 2)).Cursor!;
        char other = cursor[^1] == 'A' ? 'Q' : 'A';
        string[] bad = ["", "x", "!!!", cursor[..^4], cursor + "AAAA", cursor[..^1] + other, "A" + cursor[1..], new string('A', 5_000)];
        foreach (string wrong in bad.Where(wrong => wrong != cursor))
            await Assert.ThrowsAsync<InvalidCursorException>(() => SearchAsync(search, new MemberFilter { Kind = "phone" }, 2, wrong));
        await Assert.ThrowsAsync<InvalidCursorException>(() => SearchAsync(search, new MemberFilter { Kind = "elong" }, 2, cursor));
        await Assert.ThrowsAsync<InvalidCursorException>(() => SearchAsync(search, new MemberFilter { Kind = "phone", App = "app" }, 2, cursor));
        await Assert.ThrowsAsync<InvalidCursorException>(() => SearchAsync(search, new MemberFilter { Kind = "phone" }, 2, cursor, new MemberSort(SortField.BoundAt, false)));
        Assert.Equal(2, (await SearchAsync(search, new MemberFilter { Kind = "phone" }, 2, cursor)).Items.Length);
    });

    [Fact]
    public void A_center_whose_cluster_is_behind_is_answered_by_the_other_at_once() => Run(async world =>
    {
        string id = await MemberAsync(world, Some.Phone());
        // Broker a stands still: its cluster gets no heartbeat any more.
        world.Brokers[0].IsCut = true;
        await world.Thread.PassAsync(TimeSpan.FromSeconds(6));
        var answer = await world.SearchOf("a").FindMemberAsync(id, None);
        Assert.Equal(id, answer.Value!.MemberId);
        Assert.Equal(SearchSource.Backup, answer.Source);
        Assert.Equal("behind", world.Get<IReadModelStatus>().Items().First(item => item.Name == "search-primary").State);
        world.Brokers[0].IsCut = false;
        await world.Thread.PassAsync(TimeSpan.FromSeconds(6));
        Assert.Equal(SearchSource.Primary, (await world.SearchOf("a").FindMemberAsync(id, None)).Source);
    });

    [Fact]
    public void When_no_heartbeat_comes_at_all_search_answers_with_its_growing_staleness() => Run(async world =>
    {
        // The record is out: that is when search is needed.
        var key = Some.Phone();
        await MemberAsync(world, key);
        foreach (var broker in world.Brokers) broker.IsCut = true;
        await world.Thread.PassAsync(TimeSpan.FromMinutes(1));
        var answer = await world.SearchOf("b").FindIdentitiesAsync([key, Some.Phone()], None);
        Assert.Equal(key, answer.Value[0]!.Identity);
        Assert.Null(answer.Value[1]);
        Assert.InRange(answer.StalenessMs, 59_000, 66_000);
    });

    [Fact]
    public void A_member_is_found_only_while_a_cluster_is_live_and_other_routed_questions_are_answered_by_the_freshest() => Run(async world =>
    {
        var key = Some.Phone();
        string id = await MemberAsync(world, key);
        foreach (var broker in world.Brokers) broker.IsCut = true;
        await world.Thread.PassAsync(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<SearchUnavailableException>(() => world.SearchOf("a").FindMemberAsync(id, None).AsTask());
        await Assert.ThrowsAsync<SearchUnavailableException>(() => world.SearchOf("b").FindMemberAsync("never", None).AsTask());
        Assert.Equal(key, Assert.Single((await SearchAsync(world.SearchOf("a"), new MemberFilter { MemberId = id }, 10)).Items).Identity);
        Assert.Equal(key, Assert.Single((await SearchAsync(world.SearchOf("a"), new MemberFilter { Identity = key }, 10)).Items).Identity);

        foreach (var broker in world.Brokers) broker.IsCut = false;
        await world.Thread.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(id, (await world.SearchOf("a").FindMemberAsync(id, None)).Value!.MemberId);
    });

    [Fact]
    public void Before_anything_is_filled_no_cluster_is_live() => VirtualThread.Run(async thread =>
    {
        await using var world = new ViewWorld(thread);
        var refused = world.SearchOf("a").FindMemberAsync("m", None).AsTask();
        await Assert.ThrowsAsync<SearchUnavailableException>(() => refused);
        Assert.All(world.Get<IReadModelStatus>().Items().Where(item => item.Name != "redis"), item => Assert.Equal("rebuilding", item.State));
        await world.StartAsync();
        await world.Thread.PassAsync(TimeSpan.FromSeconds(4));
        Assert.All(world.Get<IReadModelStatus>().Items(), item => Assert.Equal("live", item.State));
        Assert.Equal(["redis", "search-marketing", "search-primary", "redis", "search-backup"], world.Get<IReadModelStatus>().Items().Select(item => item.Name));
        Assert.Null((await world.SearchOf("a").FindMemberAsync("m", None)).Value);
    });
}
