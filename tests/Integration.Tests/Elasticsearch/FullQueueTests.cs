using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>More writes at once than a node takes.</summary>
[Collection(nameof(NarrowNodeCollection))]
[Needs(Server.Elasticsearch)]
public sealed class FullQueueTests(NarrowNode fixture)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ServerFact]
    public async Task A_full_queue_is_given_time_until_everything_is_written()
    {
        const int Batches = 5;
        using var place = new SearchPlace(fixture.Server.Url);
        var table = SearchPlace.Patient();
        table.SearchBulk.Retries = 20;
        var cluster = place.Open(table: table);
        await cluster.CountAsync(None);
        long before = await RejectedAsync(place);
        var batches = Enumerable.Range(0, Batches).Select(_ => Enumerable.Range(0, 200).Select(_ => (Some.Phone(), 1L)).ToArray()).ToArray();

        var results = await Task.WhenAll(batches.Select(batch => cluster.BulkAsync(SomeDocuments.Batch(batch), None).AsTask()));

        Assert.True(await RejectedAsync(place) > before, "The queue was never full: the test shows nothing.");
        await cluster.RefreshAsync(None);
        Assert.Equal(Batches * 200, (await cluster.CountAsync(None)).Identities);
        Assert.All(results, result => Assert.Equal(400, result.Written + result.Same));
    }

    private static async Task<long> RejectedAsync(SearchPlace place) =>
        (await place.SendAsync(HttpMethod.Get, "_nodes/stats/thread_pool")).GetProperty("nodes").EnumerateObject().Single().Value
            .GetProperty("thread_pool").GetProperty("write").GetProperty("rejected").GetInt64();
}
