using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.Resilience.Dependencies;
using Polly;

namespace MemberGrains.ReadModels.Elasticsearch.Transport;

/// <summary>
/// Asks a cluster through the pipelines of its three kinds of call, each with its own time-out, retries and breaker: a
/// rebuild that fails must not close the way for gets.
/// </summary>
internal sealed class SearchClient : IDisposable
{
    private readonly string _name;
    private readonly NodeRing _nodes;
    private readonly ReadModelMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _queries;
    private readonly ResiliencePipeline _bulks;
    private readonly ResiliencePipeline _admin;

    /// <param name="name">The cluster's, for metrics.</param>
    /// <param name="nodes">Disposed with the client.</param>
    /// <param name="pipelines">Where the pipelines come from.</param>
    /// <param name="metrics">Counts failures, times calls.</param>
    /// <param name="time">Clock of the meters.</param>
    public SearchClient(string name, NodeRing nodes, DependencyPipelines pipelines, ReadModelMetrics metrics, TimeProvider time)
    {
        (_name, _nodes, _metrics, _time) = (name, nodes, metrics, time);
        _queries = pipelines.Build(DependencyCall.SearchQuery, name, ElasticsearchException.OfQueries);
        _bulks = pipelines.Build(DependencyCall.SearchBulk, name, ElasticsearchException.OfWrites);
        _admin = pipelines.Build(DependencyCall.SearchAdmin, name, ElasticsearchException.OfWrites);
    }

    /// <summary>A get, a search, a count: what is read of the answer belongs to the try, so that half an answer is a failed one.</summary>
    public ValueTask<T> QueryAsync<T>(string operation, SearchRequest request, Func<SearchResponse, T> read, CancellationToken cancellation) =>
        RunAsync(_queries, operation, async token => read(Expect(request, await TryAsync(request, token))), cancellation);

    /// <summary>Indices, templates, aliases, refreshes: the answer must be a success.</summary>
    public ValueTask<SearchResponse> AdminAsync(SearchRequest request, CancellationToken cancellation) =>
        RunAsync(_admin, "admin", async token => Expect(request, await TryAsync(request, token)), cancellation);

    /// <summary>Indices, templates, aliases: whoever asks reads the status too. Only what says "not now" is a fault.</summary>
    public ValueTask<SearchResponse> AskAsync(SearchRequest request, CancellationToken cancellation) =>
        RunAsync(_admin, "admin", token => TryAsync(request, token), cancellation);

    /// <summary>Documents in bulk; <paramref name="attempt"/> sends by <see cref="TryAsync"/> what is still to be written.</summary>
    public ValueTask<T> BulkAsync<T>(Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellation) =>
        RunAsync(_bulks, "bulk", attempt, cancellation);

    /// <summary>One try at one node.</summary>
    /// <exception cref="ElasticsearchException">The cluster can not serve now, or does not accept the credentials.</exception>
    public async ValueTask<SearchResponse> TryAsync(SearchRequest request, CancellationToken cancellation)
    {
        var response = await _nodes.SendAsync(request, cancellation);
        return response.Status is 429 or 401 or 403 or 502 or 503 or 504 ? throw AnswerFaults.Of(request, response) : response;
    }

    /// <summary>The answer, if it is a success.</summary>
    public static SearchResponse Expect(SearchRequest request, SearchResponse response) =>
        response.IsSuccess ? response : throw AnswerFaults.Of(request, response);

    public void Dispose() => _nodes.Dispose();

    private async ValueTask<T> RunAsync<T>(ResiliencePipeline pipeline, string operation, Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellation)
    {
        long started = _time.GetTimestamp();
        try
        {
            var value = await pipeline.ExecuteAsync(static (call, token) => call(token), attempt, cancellation);
            _metrics.SearchCalled(_name, operation, _time.GetElapsedTime(started));
            return value;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            _metrics.SearchFailed(_name, operation, fault is ElasticsearchException known ? known.Fault.ToString() : fault.GetType().Name);
            throw;
        }
    }
}
