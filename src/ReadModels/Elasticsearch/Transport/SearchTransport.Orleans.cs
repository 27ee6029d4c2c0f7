using System.Web;
using MemberGrains.Resilience.Trust;
using global::Elasticsearch.Net;

namespace MemberGrains.ReadModels.Elasticsearch.Transport;

/// <summary>The way to one node through NEST's low-level client, as a mere carrier: it neither pings, nor retries, nor reads.</summary>
internal sealed class SearchTransport : ISearchTransport
{
    /// <summary>Never reached: the pipeline around every call knows how long it may take.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(10);

    private readonly Uri _node;
    private readonly ConnectionConfiguration _configuration;
    private readonly ElasticLowLevelClient _client;

    /// <param name="node">The node's URL.</param>
    /// <param name="options">Credentials.</param>
    public SearchTransport(Uri node, ElasticsearchClusterOptions options)
    {
        _node = node;
        _configuration = new ConnectionConfiguration(new SingleNodeConnectionPool(node))
            .DisableAutomaticProxyDetection()
            .DisablePing()
            .MaximumRetries(0)
            .ThrowExceptions(false)
            .RequestTimeout(_longest);
        var trust = ServerTrust.Of(options.TlsCa);
        _configuration = _configuration.ServerCertificateValidationCallback((sender, certificate, chain, errors) => trust(sender, certificate, chain, errors));
        if (options.ApiKey is not null) _configuration = _configuration.ApiKeyAuthentication(new ApiKeyAuthenticationCredentials(options.ApiKey));
        if (options.User is not null) _configuration = _configuration.BasicAuthentication(options.User, options.Password);
        _client = new ElasticLowLevelClient(_configuration);
    }

    public async ValueTask<SearchResponse> SendAsync(SearchRequest request, CancellationToken cancellation)
    {
        int query = request.Path.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? request.Path : request.Path[..query];
        var parameters = new PathParameters(query < 0 ? string.Empty : request.Path[query..]);
        var body = request.Body.IsEmpty ? null : PostData.ReadOnlyMemory(request.Body);
        BytesResponse answer;
        try
        {
            answer = await _client.DoRequestAsync<BytesResponse>(MethodOf(request.Method), path, cancellation, body, parameters);
        }
        catch (Exception fault)
        {
            // The client wraps a cancellation in an exception of its own.
            if (cancellation.IsCancellationRequested) throw new OperationCanceledException(fault.Message, fault, cancellation);
            throw Unreachable(fault);
        }

        cancellation.ThrowIfCancellationRequested();
        return answer.HttpStatusCode is { } status ? new SearchResponse(status, answer.Body ?? []) : throw Unreachable(answer.OriginalException);
    }

    public void Dispose() => ((IDisposable)_configuration).Dispose();

    private ElasticsearchException Unreachable(Exception? fault) =>
        new(ElasticsearchFault.Unreachable, $"{_node} did not answer: {ServerTrust.ReasonIn(fault) ?? fault?.GetBaseException().Message}", fault);

    private static global::Elasticsearch.Net.HttpMethod MethodOf(System.Net.Http.HttpMethod method) =>
        Enum.Parse<global::Elasticsearch.Net.HttpMethod>(method.Method);

    /// <summary>A path's query, which the client wants by itself.</summary>
    private sealed class PathParameters : RequestParameters<PathParameters>
    {
        public PathParameters(string query)
        {
            var values = HttpUtility.ParseQueryString(query);
            foreach (string? name in values) SetQueryString(name!, values[name]);
        }

        public override global::Elasticsearch.Net.HttpMethod DefaultHttpMethod => global::Elasticsearch.Net.HttpMethod.GET;

        public override bool SupportsBody => true;
    }
}
