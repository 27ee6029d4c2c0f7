using System.Diagnostics;
using MemberGrains.Gateway.Metrics;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Identities;
using Microsoft.AspNetCore.Http.Features;

namespace MemberGrains.Gateway.Refusals;

/// <summary>
/// Gives the contract's answer to requests that the server refuses before any code of ours sees them: its parser found the
/// request line or the headers malformed, or too long. It tells so as a diagnostic event, and then sends a bare status line
/// and closes; what is sent instead is put into the connection's <see cref="RefusableOutput"/>. The headers were not read
/// by then, so no key can be looked at; whatever is wrong, the answer is a 400, never the server's 5xx.
/// </summary>
internal sealed class ServerRefusals(GatewayOptions options, RouteTable routes, GatewayMetrics metrics, TimeProvider time) : DiagnosticSource
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public override bool IsEnabled(string name) => name == BadRequest;

    public override void Write(string name, object? value)
    {
        if (name != BadRequest || value is not IFeatureCollection features) return;
        if (features.Get<IHttpResponseFeature>() is not { HasStarted: false } || features.Get<RefusableOutput>() is not { } output) return;
        var request = features.Get<IHttpRequestFeature>();
        var problem = ProblemOf(request?.RawTarget, features.Get<IBadRequestExceptionFeature>()?.Error as BadHttpRequestException);
        output.EndWith(RefusalBytes.Of(problem, options.Center, time.GetUtcNow(), withBody: !HttpMethods.IsHead(request?.Method ?? "")));
        metrics.Refused(problem.Code);
    }

    /// <summary>Of a refused target the server shows the text, if it is text, and not yet the method.</summary>
    private Problem ProblemOf(string? target, BadHttpRequestException? fault)
    {
        if (fault?.StatusCode is StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge)
            return Problem.InvalidRequest("request", "The request's head is too long.");
        var match = string.IsNullOrEmpty(target) ? default : routes.Match("", target);
        bool namesIdentity = match is { First: not null, Second: not null };
        return namesIdentity && HasNull(match)
            ? NamedIdentities.ProblemOf(IdentityProblem.Invalid)!
            : Problem.InvalidRequest("request", "The request's head is malformed.");
    }

    private static bool HasNull(RouteMatch match) => match.First!.Contains('\0', StringComparison.Ordinal) || match.Second!.Contains('\0', StringComparison.Ordinal);
}
