using System.Text;
using MemberGrains.Gateway.Tests.Composition;

namespace MemberGrains.Gateway.Tests.BadInput;

/// <summary>One line of the table: a malformed request and the exact refusal it gets.</summary>
public sealed record BadRequest(int Status, string Code, WireRequest Request)
{
    private const string KeyHeader = "Idempotency-Key: k-1";

    public static BadRequest Get(int status, string code, string target, params string[] headers) =>
        new(status, code, new WireRequest($"GET {target}") { Headers = headers });

    public static BadRequest Put(int status, string code, string target, string body) =>
        new(status, code, new WireRequest($"PUT {target}") { Body = Encoding.UTF8.GetBytes(body) });

    public static BadRequest Post(int status, string code, string target, string body) =>
        new(status, code, new WireRequest($"POST {target}") { Body = Encoding.UTF8.GetBytes(body), Headers = [KeyHeader] });

    public static BadRequest Raw(int status, string code, WireRequest request) => new(status, code, request);

    public BadRequest As(string? key) => this with { Request = Request with { Key = key } };

    public BadRequest With(params string[] headers) => this with { Request = Request with { Headers = headers } };

    public BadRequest Typed(string? contentType) => this with { Request = Request with { ContentType = contentType } };

    public BadRequest InChunks() => this with { Request = Request with { Chunked = true } };

    /// <summary>The line as test name; long ones cut.</summary>
    public override string ToString()
    {
        string body = Request.Body is null ? "" : " " + Encoding.UTF8.GetString(Request.Body);
        string headers = Request.Headers.Count == 0 ? "" : $" [{string.Join("; ", Request.Headers)}]";
        string text = $"{Status} {Code} <- {Request.Line}{headers}{body}";
        return text.Length <= 160 ? text : $"{text[..160]}... ({text.Length})";
    }
}
