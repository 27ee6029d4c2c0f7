namespace MemberGrains.ReadModels.Elasticsearch.Transport;

/// <summary>
/// The way to one node: bytes there and bytes back. All that is known of Elasticsearch is written once above it; below it
/// stand NEST's low-level client in the production build and an HttpClient in a plain one.
/// </summary>
internal interface ISearchTransport : IDisposable
{
    /// <summary>Sends one request, once.</summary>
    /// <exception cref="ElasticsearchException">No whole answer came (<see cref="ElasticsearchFault.Unreachable"/>).</exception>
    ValueTask<SearchResponse> SendAsync(SearchRequest request, CancellationToken cancellation);
}
