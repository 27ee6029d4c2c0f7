using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Search;

/// <summary>What every search cluster must do; a subclass opens the adapter.</summary>
public abstract class SearchConformance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Start = SomeEvents.Time;

    /// <summary>An empty cluster.</summary>
    protected abstract Task<ISearchCluster> OpenAsync();

    /// <summary>Lets time pass for the cluster that was opened, so that it refreshes by itself.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    private static Relation Document(IdentityKey key, long version, int minute = 0, string app = "app", IdentityStatus status = IdentityStatus.Active) => new(
        key,
        version,
        new IdentityState("m-" + key.Value, Start, version, [new BoundIdentity(key, app, Start.AddMinutes(minute))], [], status, Start.AddMinutes(version)));

    private static MemberTouch Member(string id, long version, params IdentityKey[] identities) => new(id, version, [.. identities], null);

    private static async Task<ISearchCluster> FilledAsync(ISearchCluster cluster, IEnumerable<Relation> documents)
    {
        await cluster.BulkAsync(new SearchBatch([.. documents], []), None);
        await cluster.RefreshAsync(None);
        return cluster;
    }

    private static async Task<ImmutableArray<Relation>> ScanAsync(ISearchCluster cluster, MemberFilter filter, params MemberSort[] sort) =>
        await cluster.ScanAsync(new ScanRequest(filter, [.. sort], null, 1_000), None);

    private static IdentityKey Phone(int number) => new($"phone:+8613900{number:D6}");

    [ServerFact]
    public async Task A_document_is_seen_after_a_refresh_and_not_before()
    {
        var cluster = await OpenAsync();
        var document = Document(Some.Phone(), 1);
        await cluster.BulkAsync(new SearchBatch([document], [Member("m1", 1, document.Identity)]), None);
        Assert.Null((await cluster.GetIdentitiesAsync([document.Identity], None))[0]);
        Assert.Null((await cluster.GetMembersAsync(["m1"], None))[0]);
        Assert.Empty(await ScanAsync(cluster, new MemberFilter()));
        await PassAsync(cluster.RefreshInterval);
        Assert.Equal(document, (await cluster.GetIdentitiesAsync([document.Identity], None))[0]);
        Assert.Equal(Member("m1", 1, document.Identity), (await cluster.GetMembersAsync(["m1"], None))[0]);
        Assert.Equal(document, Assert.Single(await ScanAsync(cluster, new MemberFilter())));
    }

    [ServerFact]
    public async Task It_is_filled_when_a_rebuild_has_been_committed_and_not_by_a_write_or_a_rebuild_given_up()
    {
        var cluster = await OpenAsync();
        await FilledAsync(cluster, [Document(Some.Phone(), 1)]);
        await (await cluster.BeginRebuildAsync(None)).DisposeAsync();
        Assert.False(await cluster.IsFilledAsync(None));
        await using var rebuild = await cluster.BeginRebuildAsync(None);
        Assert.False(await cluster.IsFilledAsync(None));
        await rebuild.CommitAsync(None);
        Assert.True(await cluster.IsFilledAsync(None));
    }

    [ServerFact]
    public async Task A_refresh_that_is_asked_for_shows_all_that_was_written()
    {
        var cluster = await OpenAsync();
        await FilledAsync(cluster, [Document(Some.Phone(), 1), Document(Some.Card(), 1)]);
        Assert.Equal(new SearchCounts(2, 0), await cluster.CountAsync(None));
    }

    [ServerFact]
    public async Task The_old_document_is_seen_until_the_new_one_is()
    {
        var cluster = await OpenAsync();
        var key = Some.UnionId();
        await FilledAsync(cluster, [Document(key, 1)]);
        await cluster.BulkAsync(new SearchBatch([Document(key, 2)], []), None);
        Assert.Equal(1, (await cluster.GetIdentitiesAsync([key], None))[0]!.Version);
        await PassAsync(cluster.RefreshInterval);
        Assert.Equal(2, (await cluster.GetIdentitiesAsync([key], None))[0]!.Version);
    }

    [ServerFact]
    public async Task The_greater_version_wins_whatever_the_order()
    {
        var cluster = await OpenAsync();
        var key = Some.Phone();
        Assert.Equal(new BulkResult(1, 0, 0), await cluster.BulkAsync(new SearchBatch([Document(key, 5)], []), None));
        Assert.Equal(new BulkResult(0, 0, 1), await cluster.BulkAsync(new SearchBatch([Document(key, 4)], []), None));
        await cluster.RefreshAsync(None);
        Assert.Equal(new BulkResult(0, 0, 1), await cluster.BulkAsync(new SearchBatch([Document(key, 3)], []), None));
        Assert.Equal(5, (await cluster.GetIdentitiesAsync([key], None))[0]!.Version);
    }

    [ServerFact]
    public async Task An_equal_version_is_a_success_and_changes_nothing()
    {
        var cluster = await OpenAsync();
        var key = Some.Phone();
        await FilledAsync(cluster, [Document(key, 2, app: "first")]);
        Assert.Equal(new BulkResult(0, 1, 0), await cluster.BulkAsync(new SearchBatch([Document(key, 2, app: "second")], []), None));
        await cluster.RefreshAsync(None);
        Assert.Equal("first", (await cluster.GetIdentitiesAsync([key], None))[0]!.State.Identities[0].App);
    }

    [ServerFact]
    public async Task One_old_document_does_not_fail_its_neighbours()
    {
        var cluster = await OpenAsync();
        IdentityKey old = Some.Phone(), fresh = Some.Phone();
        await FilledAsync(cluster, [Document(old, 9)]);
        Assert.Equal(new BulkResult(1, 0, 1), await cluster.BulkAsync(new SearchBatch([Document(old, 1), Document(fresh, 1)], []), None));
        await cluster.RefreshAsync(None);
        Assert.NotNull((await cluster.GetIdentitiesAsync([fresh], None))[0]);
    }

    [ServerFact]
    public async Task Member_documents_go_from_living_to_former_to_ended_by_version()
    {
        var cluster = await OpenAsync();
        var key = Some.Phone();
        MemberTouch living = Member("m1", 1, key), former = new("m1", 2, [], "m2"), ended = new("m1", 3, [], null);
        await cluster.BulkAsync(new SearchBatch([], [former, living]), None);
        await cluster.RefreshAsync(None);
        Assert.Equal(former, (await cluster.GetMembersAsync(["m1"], None))[0]);
        await cluster.BulkAsync(new SearchBatch([], [ended]), None);
        await cluster.RefreshAsync(None);
        Assert.Equal(ended, (await cluster.GetMembersAsync(["m1"], None))[0]);
        Assert.Equal(new SearchCounts(0, 1), await cluster.CountAsync(None));
    }

    [ServerFact]
    public async Task Gets_answer_in_the_order_asked_with_holes_and_repeats()
    {
        var cluster = await OpenAsync();
        IdentityKey one = Some.Phone(), two = Some.Card(), nobody = Some.UnionId();
        await FilledAsync(cluster, [Document(one, 1), Document(two, 2)]);
        var found = await cluster.GetIdentitiesAsync([two, nobody, one, two], None);
        Assert.Equal([2L, null, 1L, 2L], found.Select(document => document?.Version));
    }

    [ServerFact]
    public async Task A_scan_comes_in_the_order_of_keys_unless_asked_otherwise()
    {
        var cluster = await OpenAsync();
        await FilledAsync(cluster, new[] { 5, 1, 4, 2, 3 }.Select(i => Document(Phone(i), 1, minute: 10 - i)));
        Assert.Equal([1, 2, 3, 4, 5], Numbers(await ScanAsync(cluster, new MemberFilter())));
        Assert.Equal([5, 4, 3, 2, 1], Numbers(await ScanAsync(cluster, new MemberFilter(), new MemberSort(SortField.Identity, true))));
        Assert.Equal([5, 4, 3, 2, 1], Numbers(await ScanAsync(cluster, new MemberFilter(), new MemberSort(SortField.BoundAt, false))));
        Assert.Equal([1, 2, 3, 4, 5], Numbers(await ScanAsync(cluster, new MemberFilter(), new MemberSort(SortField.BoundAt, true))));
    }

    [ServerFact]
    public async Task Equal_sort_values_come_in_the_order_of_keys_whichever_way_they_are_sorted()
    {
        var cluster = await OpenAsync();
        await FilledAsync(cluster, new[] { 3, 1, 2 }.Select(i => Document(Phone(i), 1)));
        Assert.Equal([1, 2, 3], Numbers(await ScanAsync(cluster, new MemberFilter(), new MemberSort(SortField.BoundAt, true))));
        Assert.Equal([3, 2, 1], Numbers(await ScanAsync(cluster, new MemberFilter(), new MemberSort(SortField.BoundAt, true), new MemberSort(SortField.Identity, true))));
    }

    [ServerFact]
    public async Task Every_filter_field_narrows_a_scan()
    {
        var cluster = await OpenAsync();
        IdentityKey card = new("elong:0012345678"), union = new("unionid:oX_Abcdef");
        await FilledAsync(cluster,
        [
            Document(Phone(1), 1, minute: 1, app: "hotel"), Document(Phone(2), 1, minute: 2, app: "train", status: IdentityStatus.Quarantined),
            Document(Phone(3), 1, minute: 3, app: "hotel"), Document(card, 1, minute: 4, app: "hotel"), Document(union, 1, minute: 5, app: "train"),
        ]);
        Assert.Equal([card], Keys(await ScanAsync(cluster, new MemberFilter { Kind = "elong" })));
        Assert.Equal([card, Phone(1), Phone(3)], Keys(await ScanAsync(cluster, new MemberFilter { App = "hotel" })));
        Assert.Equal([Phone(2)], Keys(await ScanAsync(cluster, new MemberFilter { Status = IdentityStatus.Quarantined })));
        Assert.Equal([card, union], Keys(await ScanAsync(cluster, new MemberFilter { BoundAfter = Start.AddMinutes(3) })));
        Assert.Equal([Phone(1), Phone(2)], Keys(await ScanAsync(cluster, new MemberFilter { BoundBefore = Start.AddMinutes(3) })));
        Assert.Equal([card], Keys(await ScanAsync(cluster, new MemberFilter { IdentityPrefix = "elong:00123" })));
        Assert.Empty(await ScanAsync(cluster, new MemberFilter { IdentityPrefix = "elong:00123", Kind = "phone" }));
        Assert.Equal([Phone(3)], Keys(await ScanAsync(cluster, new MemberFilter { Kind = "phone", App = "hotel", Status = IdentityStatus.Active, BoundAfter = Start.AddMinutes(1) })));
    }

    [ServerTheory]
    [InlineData(SortField.Identity, false)]
    [InlineData(SortField.Identity, true)]
    [InlineData(SortField.BoundAt, false)]
    [InlineData(SortField.BoundAt, true)]
    [InlineData(SortField.UpdatedAt, true)]
    public async Task Pages_make_up_the_whole_without_gap_or_repeat(SortField field, bool descending)
    {
        var cluster = await OpenAsync();
        await FilledAsync(cluster, Enumerable.Range(0, 97).Select(i => Document(Phone(i * 7919 % 1000), 1 + (i % 5), minute: i % 11)));
        var filter = new MemberFilter { Kind = "phone" };
        var sort = new MemberSort(field, descending);
        var whole = await ScanAsync(cluster, filter, sort);
        var pages = new List<Relation>();
        ScanPosition? after = null;
        while (true)
        {
            var page = await cluster.ScanAsync(new ScanRequest(filter, [sort], after, 10), None);
            pages.AddRange(page);
            if (page.Length < 10) break;
            var last = page[^1];
            long value = field switch
            {
                SortField.BoundAt => last.State.Identities[0].BoundAt.ToUnixTimeMilliseconds(),
                SortField.UpdatedAt => last.State.UpdatedAt.ToUnixTimeMilliseconds(),
                _ => 0,
            };
            after = new ScanPosition([value], last.Identity.Text);
        }

        Assert.Equal(97, whole.Length);
        Assert.Equal(whole.AsEnumerable(), pages);
    }

    [ServerFact]
    public async Task A_rebuild_takes_over_without_a_gap_and_holds_what_came_meanwhile()
    {
        var cluster = await OpenAsync();
        IdentityKey stays = Some.Phone(), live = Some.Phone(), dropped = Some.Phone();
        await FilledAsync(cluster, [Document(stays, 1), Document(dropped, 1)]);
        await using var rebuild = await cluster.BeginRebuildAsync(None);
        await cluster.BulkAsync(new SearchBatch([Document(live, 3)], []), None);
        await rebuild.BulkAsync(new SearchBatch([Document(stays, 1), Document(live, 2)], []), None);
        Assert.NotNull((await cluster.GetIdentitiesAsync([dropped], None))[0]);
        await rebuild.CommitAsync(None);
        Assert.Equal([1L, 3L, null], (await cluster.GetIdentitiesAsync([stays, live, dropped], None)).Select(document => document?.Version));
        Assert.Equal(2, (await ScanAsync(cluster, new MemberFilter())).Length);
    }

    [ServerFact]
    public async Task One_rebuild_can_follow_another()
    {
        var cluster = await OpenAsync();
        var key = Some.Phone();
        for (long version = 1; version <= 3; version++)
        {
            await using var rebuild = await cluster.BeginRebuildAsync(None);
            await rebuild.BulkAsync(new SearchBatch([Document(key, version)], []), None);
            await rebuild.CommitAsync(None);
            Assert.Equal(version, (await cluster.GetIdentitiesAsync([key], None))[0]!.Version);
        }
    }

    [ServerFact]
    public async Task Whole_documents_come_back_as_they_were_written()
    {
        var cluster = await OpenAsync();
        IdentityKey phone = Some.Phone(), union = Some.UnionId();
        var state = new IdentityState(
            "m-long", Start.AddTicks(1_234_567), 7, [new BoundIdentity(phone, "h\u00f6tel \"app\"", Start.AddMilliseconds(1)), new BoundIdentity(union, "", Start.AddDays(-900))],
            ["m-a", "m-b"], IdentityStatus.Quarantined, Start.AddMilliseconds(999));
        Relation[] documents = [new Relation(phone, long.MaxValue - 1, state), new Relation(union, 1, state)];
        await FilledAsync(cluster, documents);
        Assert.Equal(documents, await cluster.GetIdentitiesAsync([phone, union], None));
        Assert.Equal(documents.OrderBy(document => document.Identity), await ScanAsync(cluster, new MemberFilter()));
    }

    [ServerFact]
    public async Task Times_finer_than_a_millisecond_narrow_a_scan_exactly()
    {
        var cluster = await OpenAsync();
        await FilledAsync(cluster, [Document(Phone(1), 1, minute: 1), Document(Phone(2), 1, minute: 2)]);
        Assert.Equal([2], Numbers(await ScanAsync(cluster, new MemberFilter { BoundAfter = Start.AddMinutes(1) })));
        Assert.Equal([1, 2], Numbers(await ScanAsync(cluster, new MemberFilter { BoundAfter = Start.AddMinutes(1).AddTicks(-1) })));
        Assert.Equal([1], Numbers(await ScanAsync(cluster, new MemberFilter { BoundBefore = Start.AddMinutes(2) })));
        Assert.Equal([1, 2], Numbers(await ScanAsync(cluster, new MemberFilter { BoundBefore = Start.AddMinutes(2).AddTicks(1) })));
    }

    [ServerFact]
    public async Task A_rebuild_that_is_dropped_leaves_the_old_index()
    {
        var cluster = await OpenAsync();
        var key = Some.Phone();
        await FilledAsync(cluster, [Document(key, 1)]);
        var rebuild = await cluster.BeginRebuildAsync(None);
        await rebuild.DisposeAsync();
        Assert.NotNull((await cluster.GetIdentitiesAsync([key], None))[0]);
        await (await cluster.BeginRebuildAsync(None)).DisposeAsync();
    }

    [ServerFact]
    public async Task Two_rebuilds_at_once_are_refused()
    {
        var cluster = await OpenAsync();
        await using var rebuild = await cluster.BeginRebuildAsync(None);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cluster.BeginRebuildAsync(None));
    }

    private static IEnumerable<int> Numbers(ImmutableArray<Relation> found) =>
        found.Select(document => int.Parse(document.Identity.Value[^6..], System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<IdentityKey> Keys(ImmutableArray<Relation> found) => found.Select(document => document.Identity);
}
