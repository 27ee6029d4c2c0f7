using System.Net.Http.Headers;
using System.Text;
using MemberGrains.Resilience.Trust;

namespace MemberGrains.ReadModels.Elasticsearch.Transport;

/// <summary>The way to one node through an <see cref="HttpClient"/>: NEST does not restore everywhere.</summary>
internal sealed class SearchTransport : ISearchTransport
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly HttpClient _http;

    /// <param name="node">The node's URL.</param>
    /// <param name="options">Credentials.</param>
    public SearchTransport(Uri node, ElasticsearchClusterOptions options)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        handler.SslOptions.RemoteCertificateValidationCallback = ServerTrust.Of(options.TlsCa);
        // The pipeline around every call knows how long it may take.
        _http = new HttpClient(handler) { BaseAddress = node, Timeout = Timeout.InfiniteTimeSpan };
        if (options.ApiKey is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", options.ApiKey);
        if (options.User is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));
    }

    public async ValueTask<SearchResponse> SendAsync(SearchRequest request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(request.Method, request.Path);
        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = _json;
        }

        try
        {
            using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellation);
            return new SearchResponse((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new ElasticsearchException(ElasticsearchFault.Unreachable, $"{_http.BaseAddress} did not answer: {ServerTrust.ReasonIn(fault) ?? fault.Message}", fault);
        }
    }

    public void Dispose() => _http.Dispose();
}
