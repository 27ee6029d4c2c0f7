using System.Net.Http.Headers;
using System.Text.Json;

namespace MemberGrains.Ops.Laptop;

/// <summary>Asks a running laptop with its operator key: the gateways' operations, and its own endpoint.</summary>
internal sealed class LaptopClient : IDisposable
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly HttpClient _http;
    private readonly LaptopFile _laptop;

    public LaptopClient(LaptopFile laptop)
    {
        _laptop = laptop;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add("X-Api-Key", laptop.Keys["operator"]);
    }

    /// <summary>Asks the first gateway that answers.</summary>
    public async Task<LaptopAnswer> GatewayAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellation)
    {
        HttpRequestException? last = null;
        foreach (var gateway in _laptop.Gateways.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            try
            {
                return await SendAsync(new Uri(gateway.Value, path), method, body, cancellation);
            }
            catch (HttpRequestException fault)
            {
                last = fault;
            }
        }

        throw last!;
    }

    /// <summary>Posts to the laptop's own endpoint.</summary>
    public Task<LaptopAnswer> ControlAsync(string path, CancellationToken cancellation) =>
        SendAsync(new Uri(_laptop.Control, path), HttpMethod.Post, null, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<LaptopAnswer> SendAsync(Uri address, HttpMethod method, byte[]? body, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(method, address);
        if (body is not null) message.Content = new ByteArrayContent(body) { Headers = { ContentType = _json } };
        using var response = await _http.SendAsync(message, cancellation);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        using var document = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
        return new LaptopAnswer((int)response.StatusCode, document.RootElement.Clone());
    }
}
