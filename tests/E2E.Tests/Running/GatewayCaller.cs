using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MemberGrains.E2E.Tests.Running;

/// <summary>A caller of one gateway.</summary>
internal sealed class GatewayCaller : IDisposable
{
    private readonly HttpClient _http;

    public GatewayCaller(Uri address, string key)
    {
        Address = address;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    public Uri Address { get; }

    public Task<GatewayAnswer> RegisterAsync(string identity, string app = "travel-app") =>
        SendAsync(HttpMethod.Put, $"/v1/identities/{Path(identity)}", $$"""{"app":"{{app}}"}""");

    public Task<GatewayAnswer> BindAsync(string a, string b, string key, string app = "travel-app") =>
        SendAsync(HttpMethod.Post, "/v1/bindings:bind", $$"""{"a":"{{a}}","b":"{{b}}","app":"{{app}}"}""", key);

    public Task<GatewayAnswer> ResolveAsync(string identity, string query = "") =>
        SendAsync(HttpMethod.Get, $"/v1/identities/{Path(identity)}{query}");

    public Task<GatewayAnswer> CommandAsync(string path, string body, string key) => SendAsync(HttpMethod.Post, path, body, key);

    public Task<GatewayAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<GatewayAnswer> SendAsync(HttpMethod method, string path, string? body = null, string? key = null, int timeoutMs = 10_000, string? traceParent = null)
    {
        using var message = new HttpRequestMessage(method, path);
        message.Headers.Add("X-Timeout-Ms", timeoutMs.ToString(CultureInfo.InvariantCulture));
        if (traceParent is not null) message.Headers.Add("traceparent", traceParent);
        if (body is not null) message.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        if (key is not null) message.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(message);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();
        return new GatewayAnswer((int)response.StatusCode, bytes, response.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();

    public static string Path(string identity) => string.Join('/', identity.Split(':', 2).Select(Uri.EscapeDataString));
}

/// <summary>An answer.</summary>
internal sealed record GatewayAnswer(int Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public string[] Identities => [.. Json.GetProperty("identities").EnumerateArray().Select(identity => identity.GetProperty("key").GetString()!)];
}
