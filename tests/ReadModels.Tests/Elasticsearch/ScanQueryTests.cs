using System.Text;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Elasticsearch.Queries;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.Elasticsearch;

public sealed class ScanQueryTests
{
    [Fact]
    public void Every_condition_is_in_filter_context_and_the_cluster_sorts()
    {
        var filter = new MemberFilter
        {
            Kind = "phone",
            App = "hotel",
            Status = IdentityStatus.Quarantined,
            IdentityPrefix = "phone:+8613",
            BoundAfter = SomeEvents.Time.AddTicks(5),
            BoundBefore = SomeEvents.Time.AddDays(1).AddTicks(5),
        };
        var scan = new ScanRequest(filter, [new MemberSort(SortField.BoundAt, true), new MemberSort(SortField.Identity, true)], new ScanPosition([7, 0], "phone:+8613900000001"), 21);

        // Bound after: whole milliseconds above the cut one. Bound before: below the next whole one.
        Assert.Equal(
            """{"size":21,"track_total_hits":false,"query":{"bool":{"filter":[{"term":{"kind":"phone"}},{"term":{"app":"hotel"}},{"term":{"status":"quarantined"}},{"prefix":{"identity":"phone:+8613"}},{"range":{"boundAt":{"gt":1795262400000,"lt":1795348800001}}}]}},"sort":[{"boundAt":"desc"},{"identity":"desc"},{"identity":"asc"}],"search_after":[7,"phone:+8613900000001","phone:+8613900000001"]}""",
            Text(scan));
    }

    [Fact]
    public void A_scan_of_everything_filters_nothing() => Assert.Equal(
        """{"size":5,"track_total_hits":false,"query":{"bool":{"filter":[]}},"sort":[{"identity":"asc"}]}""",
        Text(new ScanRequest(new MemberFilter(), [], null, 5)));

    private static string Text(ScanRequest scan) => Encoding.UTF8.GetString(ScanQuery.Body(scan).Span);
}
