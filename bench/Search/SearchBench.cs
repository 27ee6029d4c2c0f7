using System.Collections.Immutable;
using MemberGrains.Bench.Results;
using MemberGrains.ReadModels.Elasticsearch.Queries;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Servers;

namespace MemberGrains.Bench.Search;

/// <summary>Bulk writes, routed gets and filtered searches through the adapter, beside the same JSON over bare HTTP.</summary>
internal static class SearchBench
{
    private const int Writers = 4;
    private const int MembersABatch = 150; // 450 documents
    private const int Members = 6_000;
    private const int Rounds = 3;
    private const int Readers = 4;
    private const string Scan = "bench-identity-read/_search?allow_partial_search_results=false&filter_path=" + ScanAnswer.Parts;
    private const string Get = "bench-identity-read/_mget?realtime=false&filter_path=docs.found,docs._source,docs.error.type";

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task RunAsync(string root)
    {
        if (ServerPrograms.WhyMissing(Server.Elasticsearch) is { } missing)
        {
            Console.Error.WriteLine($"search is left out: {missing}");
            return;
        }

        await using var stand = await SearchStand.StartAsync();
        using var raw = new RawSearch(stand.Url);
        for (int member = 0; member < Members; member += MembersABatch) await stand.Cluster.BulkAsync(SearchDocuments.Batch(member, MembersABatch), None);
        var (rawBulk, bulk) = await BulkAsync(stand.Cluster, raw);
        await stand.Cluster.RefreshAsync(None);
        var (rawGet, get) = await PairAsync(
            i => raw.SendAsync(Get, RawSearch.Get(SearchDocuments.Phone(i * 7919 % Members))),
            async i => Found(await stand.Cluster.GetIdentitiesAsync([SearchDocuments.Phone(i * 7919 % Members)], None)));
        var (rawScan, scan) = await PairAsync(
            i => raw.SendAsync(Scan, ScanQuery.Body(Request(i)).ToArray()),
            async i => Full(await stand.Cluster.ScanAsync(Request(i), None)));
        ResultFile.Write(root, "search", $"One Elasticsearch 7.17 node (heap 512 MB, 3 shards, refresh 1 s) and everything else on the same cores; {(await stand.Cluster.CountAsync(None)).Identities:N0} identity documents. Bulk: {Writers} writers, {MembersABatch * 3} documents a request. Get: one routed document; search: kind, app and a range in filter context, 20 of many, sorted; {Readers} callers each. Raw: the same JSON over a bare HttpClient, bodies made before, answers not read. Turn about, {Rounds} rounds of {Measured.TotalSeconds:N0} s, medians.",
        [
            new Figure("bulk, raw", rawBulk * MembersABatch * 3, "documents/s"),
            new Figure("bulk, adapter", bulk * MembersABatch * 3, "documents/s"),
            new Figure("bulk, share of raw", bulk / rawBulk * 100, "%"),
            new Figure("routed get, raw", rawGet.PerSecond, "answers/s"),
            new Figure("routed get, adapter", get.PerSecond, "answers/s"),
            new Figure("routed get, raw, p50", rawGet.P50Ms, "ms"),
            new Figure("routed get, raw, p99", rawGet.P99Ms, "ms"),
            new Figure("routed get, adapter, p50", get.P50Ms, "ms"),
            new Figure("routed get, adapter, p99", get.P99Ms, "ms"),
            new Figure("filtered search, raw", rawScan.PerSecond, "answers/s"),
            new Figure("filtered search, adapter", scan.PerSecond, "answers/s"),
            new Figure("filtered search, raw, p50", rawScan.P50Ms, "ms"),
            new Figure("filtered search, raw, p99", rawScan.P99Ms, "ms"),
            new Figure("filtered search, adapter, p50", scan.P50Ms, "ms"),
            new Figure("filtered search, adapter, p99", scan.P99Ms, "ms"),
        ]);
    }

    /// <summary>Both write documents that are not there yet: each request has members of its own.</summary>
    private static async Task<(double Raw, double Adapter)> BulkAsync(ISearchCluster cluster, RawSearch raw)
    {
        const int Prepared = 400;
        int next = Members;
        var (rates, rawRates) = (new List<double>(), new List<double>());
        for (int round = 0; round < Rounds; round++)
        {
            byte[][] bodies = [.. Enumerable.Range(0, Prepared).Select(_ => RawSearch.Bulk(SearchDocuments.Batch(Interlocked.Add(ref next, MembersABatch), MembersABatch)))];
            rawRates.Add((await ClosedLoop.RunAsync(Writers, Measured, i => raw.SendAsync("_bulk?require_alias=true&filter_path=items.*.status", bodies[i % Prepared]))).PerSecond);
            SearchBatch[] batches = [.. Enumerable.Range(0, Prepared).Select(_ => SearchDocuments.Batch(Interlocked.Add(ref next, MembersABatch), MembersABatch))];
            rates.Add((await ClosedLoop.RunAsync(Writers, Measured, i => cluster.BulkAsync(batches[i % Prepared], None).AsTask())).PerSecond);
        }

        return (Median(rawRates), Median(rates));
    }

    private static async Task<((double PerSecond, double P50Ms, double P99Ms) Raw, (double PerSecond, double P50Ms, double P99Ms) Adapter)> PairAsync(Func<int, Task> raw, Func<int, Task> adapter)
    {
        var (raws, adapters) = (new List<(double PerSecond, double P50Ms, double P99Ms)>(), new List<(double PerSecond, double P50Ms, double P99Ms)>());
        for (int round = 0; round <= Rounds; round++)
        {
            var one = await ClosedLoop.RunAsync(Readers, Measured, raw);
            var other = await ClosedLoop.RunAsync(Readers, Measured, adapter);
            if (round == 0) continue; // warms both up
            raws.Add(one);
            adapters.Add(other);
        }

        return (raws.OrderBy(run => run.PerSecond).ElementAt(Rounds / 2), adapters.OrderBy(run => run.PerSecond).ElementAt(Rounds / 2));
    }

    private static ScanRequest Request(int i) => new(
        new MemberFilter { Kind = "phone", App = "hotel", BoundAfter = SearchDocuments.BoundAt(i % 1_000) },
        [new MemberSort(SortField.BoundAt, false)],
        null,
        20);

    private static void Found<T>(ImmutableArray<T?> documents)
        where T : class
    {
        if (documents.Contains(null)) throw new InvalidOperationException("A document that was written is missing.");
    }

    private static void Full<T>(ImmutableArray<T> page)
    {
        if (page.Length != 20) throw new InvalidOperationException($"A page has {page.Length} items.");
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
