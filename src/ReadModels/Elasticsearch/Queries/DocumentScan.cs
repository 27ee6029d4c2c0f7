using System.Collections.Immutable;
using MemberGrains.ReadModels.Elasticsearch.Documents;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Elasticsearch.Queries;

/// <summary>What can not be routed: pages of identity documents, and counts.</summary>
internal sealed class DocumentScan(SearchClient client, IndexNames names)
{
    public ValueTask<ImmutableArray<IdentitySource>> PageAsync(ScanRequest scan, CancellationToken cancellation)
    {
        // A shard that is out makes the whole page fail: half of the matches would look like all of them.
        var request = SearchRequest.Post($"{names.Read(DocumentKind.Identity)}/_search?allow_partial_search_results=false&filter_path={ScanAnswer.Parts}", ScanQuery.Body(scan));
        return client.QueryAsync("scan", request, Read, cancellation);
    }

    public ValueTask<long> CountAsync(DocumentKind kind, CancellationToken cancellation) =>
        client.QueryAsync("count", SearchRequest.Get($"{names.Read(kind)}/_count"), ReadCount, cancellation);

    /// <summary>Shows everything written so far in the indices that serve.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellation)
    {
        var response = await client.AdminAsync(SearchRequest.Post($"{names.Read(DocumentKind.Identity)},{names.Read(DocumentKind.Member)}/_refresh"), cancellation);
        ReadWhole(response);
    }

    private static ImmutableArray<IdentitySource> Read(SearchResponse response) =>
        ElasticsearchJson.Read(response, ElasticsearchJson.Default.ScanAnswer).Hits is { Hits: { IsDefault: false } hits }
            ? ImmutableArray.CreateRange(hits, static hit => hit.Source)
            : [];

    private static long ReadCount(SearchResponse response) => ReadWhole(response).Count;

    private static CountAnswer ReadWhole(SearchResponse response)
    {
        var answer = ElasticsearchJson.Read(response, ElasticsearchJson.Default.CountAnswer);
        if (answer.Shards is null) throw ElasticsearchJson.Malformed("of no shard");
        return answer.Shards.Failed == 0 ? answer : throw new ElasticsearchException(ElasticsearchFault.Unavailable, "A shard did not answer.");
    }
}
