using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.ReadModels.Search.Cursors;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Search;

/// <summary>Search as the gateways of one center use it.</summary>
internal sealed class MemberSearch(
    string center,
    SearchModels models,
    SearchCursors cursors,
    TimeProvider time,
    ReadModelMetrics metrics,
    ILogger<MemberSearch> logger) : IMemberSearch
{
    private readonly SearchChoice _routed = new(models.RoutedFor(center), time, metrics, logger);
    private readonly SearchChoice _scans = new([models.Of(SearchSource.Marketing)], time, metrics, logger);

    public ValueTask<SearchAnswer<ImmutableArray<Relation?>>> FindIdentitiesAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation) =>
        _routed.AskAsync("identities", model => model.Cluster.GetIdentitiesAsync(keys, cancellation), cancellation);

    public ValueTask<SearchAnswer<MemberView?>> FindMemberAsync(string memberId, CancellationToken cancellation) =>
        _routed.AskLiveAsync("member", model => FindMemberAsync(model.Cluster, memberId, cancellation), cancellation);

    public ValueTask<SearchAnswer<MemberPage>> SearchAsync(MemberQuery query, CancellationToken cancellation)
    {
        var after = query.Cursor is { } cursor ? cursors.Read(cursor, query) : null;
        return query.Filter.IsRouted
            ? _routed.AskAsync("routed", model => RoutedAsync(model.Cluster, query, after, cancellation), cancellation)
            : _scans.AskAsync("scan", model => ScanAsync(model.Cluster, query, after, cancellation), cancellation);
    }

    private static async ValueTask<MemberView?> FindMemberAsync(ISearchCluster cluster, string memberId, CancellationToken cancellation)
    {
        var living = await MemberLookup.FindLivingAsync(cluster, memberId, cancellation);
        return living is null ? null : MemberLookup.View(living, await MemberLookup.IdentitiesAsync(cluster, living, cancellation));
    }

    private async ValueTask<MemberPage> RoutedAsync(ISearchCluster cluster, MemberQuery query, ScanPosition? after, CancellationToken cancellation)
    {
        var filter = new RelationFilter(query.Filter);
        var order = new RelationOrder(query.Sort);
        var found = await CandidatesAsync(cluster, query.Filter, cancellation);
        var matches = found.Where(filter.Matches).Where(item => after is null || order.IsAfter(item, after)).Order(order);
        return PageOf([.. matches.Take(query.Limit + 1)], query, order);
    }

    private async ValueTask<MemberPage> ScanAsync(ISearchCluster cluster, MemberQuery query, ScanPosition? after, CancellationToken cancellation)
    {
        var found = await cluster.ScanAsync(new ScanRequest(query.Filter, query.Sort, after, query.Limit + 1), cancellation);
        return PageOf(found, query, new RelationOrder(query.Sort));
    }

    private static async ValueTask<ImmutableArray<Relation>> CandidatesAsync(ISearchCluster cluster, MemberFilter filter, CancellationToken cancellation)
    {
        if (filter.MemberId is { } memberId)
        {
            var living = await MemberLookup.FindLivingAsync(cluster, memberId, cancellation);
            return living is null ? [] : await MemberLookup.IdentitiesAsync(cluster, living, cancellation);
        }

        var documents = await cluster.GetIdentitiesAsync([filter.Identity!.Value], cancellation);
        return [.. documents.OfType<Relation>()];
    }

    /// <summary>One more than the page was asked for, to know whether there is a next one.</summary>
    private MemberPage PageOf(ImmutableArray<Relation> found, MemberQuery query, RelationOrder order)
    {
        if (found.Length <= query.Limit) return new MemberPage(found, null);
        var items = found[..query.Limit];
        return new MemberPage(items, cursors.Write(query, order.PositionOf(items[^1])));
    }
}
