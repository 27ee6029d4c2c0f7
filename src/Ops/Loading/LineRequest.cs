using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemberGrains.Ops.Json;

namespace MemberGrains.Ops.Loading;

/// <summary>A line as an HTTP request, made anew for every attempt.</summary>
internal sealed record LineRequest(HttpMethod Method, string Path, byte[] Body, string? IdempotencyKey)
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    /// <summary>The request of a line, or the code of the refusal that needs no gateway.</summary>
    public static LineRequest? Of(LoadLine line, LoadSource source, out LineResult? refusal)
    {
        refusal = null;
        switch (line)
        {
            case LoadLine.Bind { Key: { } key } when !IsKey(key):
                refusal = new LineResult(LineResultKind.Refused, 400, "idempotency-key-missing", "The line's key is not 1-128 visible ASCII characters.");
                return null;
            case LoadLine.Bind bind:
                return new LineRequest(HttpMethod.Post, "/v1/bindings:bind", BodyOf(bind), bind.Key ?? source.KeyOf(bind.Number));
            case LoadLine.Register register when PathOf(register.Identity) is { } path:
                return new LineRequest(HttpMethod.Put, path, BodyOf(register), null);
            case LoadLine.Register:
                refusal = new LineResult(LineResultKind.Refused, 400, "invalid-identity", "No path can be made of it.");
                return null;
            case LoadLine.Unsendable unsendable:
                refusal = new LineResult(LineResultKind.Refused, 0, unsendable.Code, unsendable.Detail);
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(line), line, null);
        }
    }

    public HttpRequestMessage ToMessage(Uri gateway, string key)
    {
        var message = new HttpRequestMessage(Method, new Uri(gateway, Path)) { Content = new ByteArrayContent(Body) };
        message.Content.Headers.ContentType = _json;
        message.Headers.TryAddWithoutValidation("X-Api-Key", key);
        message.Headers.TryAddWithoutValidation("X-Timeout-Ms", "10000");
        if (IdempotencyKey is not null) message.Headers.TryAddWithoutValidation("Idempotency-Key", IdempotencyKey);
        return message;
    }

    private static bool IsKey(string key) => key.Length is >= 1 and <= 128 && key.All(c => c is > ' ' and <= '~');

    /// <summary>Null where the identity has no kind or no value, or where a URL would swallow the value as a dot segment.</summary>
    private static string? PathOf(string identity)
    {
        int colon = identity.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return null;
        string kind = identity[..colon], value = identity[(colon + 1)..];
        if (value.Trim('.').Length == 0 || kind.Trim('.').Length == 0) return null;
        return $"/v1/identities/{UrlEncoder.Default.Encode(kind)}/{UrlEncoder.Default.Encode(value)}";
    }

    private static byte[] BodyOf(LoadLine.Register line) => JsonBody.Of(writer => writer.WriteString("app"u8, line.App));

    private static byte[] BodyOf(LoadLine.Bind line) => JsonBody.Of(writer =>
    {
        writer.WriteString("a"u8, line.A);
        writer.WriteString("b"u8, line.B);
        writer.WriteString("app"u8, line.App);
    });
}
