using MemberGrains.Gateway.Accounts;
using MemberGrains.Gateway.Metrics;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MemberGrains.Gateway.Http;

/// <summary>
/// Every request comes in here. Checks in the contract's order: route, key, quota, media type, size, JSON; then the
/// route's handler checks fields, identities and idempotency, and asks the state. Faults become problems.
/// </summary>
internal sealed class Door(GatewayOptions options, RouteTable routes, AccountBook accounts, GatewayMetrics metrics, TimeProvider time, ILogger<Door> log)
{
    public async Task HandleAsync(HttpContext http)
    {
        using var exchange = new Exchange(http, time, time.GetTimestamp());
        http.Response.Headers[Headers.Center] = options.Center;
        try
        {
            await AnswerAsync(exchange);
        }
        catch (Exception fault)
        {
            await AnswerFaultAsync(exchange, fault);
        }

        metrics.Answered(exchange);
    }

    private async ValueTask AnswerAsync(Exchange exchange)
    {
        var http = exchange.Http;
        string target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        exchange.Match = routes.Match(http.Request.Method, target);
        var problem = CheckRoute(exchange.Match) ?? CheckKey(exchange, exchange.Match.Route!.Audience);
        if (problem is not null)
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var route = exchange.Match.Route!;
        if (route.IsStrict) ReadParameters(exchange, route, target);
        if (route.Body != BodyRule.None && await JsonBody.ReadAsync(exchange, route.Body == BodyRule.Optional) is { } bad)
        {
            await exchange.RefuseAsync(bad);
            return;
        }

        await route.Handle(exchange);
    }

    private static Problem? CheckRoute(RouteMatch match)
    {
        if (match.Route is not null) return null;
        return match.Allow is null
            ? new Problem(ProblemCode.NotFound, "The path is not one of this service's.")
            : new Problem(ProblemCode.MethodNotAllowed, "See Allow for the methods of this path.") { Allow = match.Allow };
    }

    private Problem? CheckKey(Exchange exchange, Audience audience)
    {
        if (audience == Audience.Open) return null;
        var account = exchange.Single(Headers.ApiKey) is { } key ? accounts.Find(key) : null;
        if (account is null) return new Problem(ProblemCode.Unauthenticated, $"Send a valid key as {Headers.ApiKey}.");
        exchange.Account = account;
        bool allowed = audience switch
        {
            Audience.Operators => account.Class == AccountClass.Operator,
            Audience.OrderCallers => account.Class == AccountClass.Order,
            _ => account.Class != AccountClass.Operator,
        };
        if (!allowed) return new Problem(ProblemCode.Forbidden, "Keys of this class do not open this route.");
        var wait = account.Quota.Take();
        return wait == TimeSpan.Zero ? null : new Problem(ProblemCode.RateLimited, "Nothing was changed.")
        {
            Rule = account.QuotaRule,
            RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
        };
    }

    private static void ReadParameters(Exchange exchange, Route route, string target)
    {
        int query = target.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0) exchange.Query = QueryParameters.Read(target[query..], route.Query, exchange.Errors);
        TimeoutHeader.Read(exchange);
    }

    private async ValueTask AnswerFaultAsync(Exchange exchange, Exception fault)
    {
        if (exchange.Http.RequestAborted.IsCancellationRequested) return;
        var problem = Faults.ToProblem(fault, changes: exchange.Match.Route?.Changes ?? false, out bool isExpected);
        if (!isExpected) log.Unexpected(fault, exchange.Match.Route?.Template, exchange.Trace.TraceId);
        if (exchange.Http.Response.HasStarted) exchange.Http.Abort();
        else await exchange.RefuseAsync(problem);
    }
}
