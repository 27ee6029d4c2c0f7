using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MemberGrains.Gateway.Accounts;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Routing;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Http;

/// <summary>One request on its way through the door: what was found out about it so far, and how it is answered.</summary>
internal sealed class Exchange(HttpContext http, TimeProvider time, long startedAt) : IDisposable
{
    private TraceContext? _trace;

    public HttpContext Http => http;

    /// <summary>When it came, on the clock's time stamps.</summary>
    public long StartedAt => startedAt;

    public RequestDeadline Deadline { get; } = new(time, startedAt);

    public RouteMatch Match { get; set; }

    /// <summary>The account of its key; null on open routes.</summary>
    public Account? Account { get; set; }

    public QueryParameters Query { get; set; }

    /// <summary>What is wrong with its fields so far.</summary>
    public FieldErrors Errors { get; } = new();

    /// <summary>The body; null on routes without one, and where an optional one was not sent.</summary>
    public JsonDocument? Body { get; set; }

    /// <summary>The code of the problem it was answered with; null for anything else.</summary>
    public string? Refusal { get; private set; }

    public TraceContext Trace => _trace ??= TraceContext.From(Single(Headers.TraceParent));

    /// <summary>A header's value if it was sent exactly once; else null.</summary>
    public string? Single(string header) =>
        http.Request.Headers.TryGetValue(header, out var values) && values.Count == 1 ? values[0] : null;

    /// <summary>Whether a header was sent at all.</summary>
    public bool Has(string header) => http.Request.Headers.ContainsKey(header);

    /// <summary>The one value in its path; empty, with an error, if the encoding is malformed.</summary>
    /// <param name="field">The name that the error carries.</param>
    public string PathValue(string field)
    {
        if (Match.First is { } value) return value;
        Errors.Add(field, "The percent-encoding is malformed.");
        return "";
    }

    /// <summary>The fields of the body; those of an empty object if none was sent.</summary>
    public JsonFields Fields() => new(Body?.RootElement ?? EmptyObject, Errors);

    /// <summary>The problem with the fields, if there is one.</summary>
    public bool HasErrors([NotNullWhen(true)] out Problem? problem)
    {
        problem = Errors.Any ? Problem.InvalidRequest(Errors) : null;
        return problem is not null;
    }

    /// <summary>Answers with a problem.</summary>
    public ValueTask RefuseAsync(Problem problem)
    {
        Refusal = problem.Code.Code;
        var headers = http.Response.Headers;
        if (problem.RetryAfterSeconds is { } seconds) headers.RetryAfter = Text.Of(seconds);
        if (problem.Allow is { } allow) headers.Allow = allow;
        return Answer.JsonAsync(http.Response, problem.Code.Status, ProblemJson.ContentType, (problem, Trace.TraceId), static (writer, what) => ProblemJson.Write(writer, what.problem, what.TraceId));
    }

    public void Dispose()
    {
        Body?.Dispose();
        Deadline.Dispose();
    }

    private static readonly JsonElement EmptyObject = JsonDocument.Parse("{}").RootElement;
}
