using MemberGrains.Gateway.Commands;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Metrics;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Reading;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/v1/identities/{kind}/{value}</c>: resolve and register.</summary>
internal sealed class IdentityResource(IdentityParser parser, RelationReader reader, CommandDesk commands, AdmissionDesk admission, GatewayMetrics metrics) : IResource
{
    private const string Template = "/v1/identities/{kind}/{value}";

    public IEnumerable<Route> Routes =>
    [
        new("GET", Template, Audience.Callers, ResolveAsync) { Query = ["consistency"] },
        new("PUT", Template, Audience.OrderCallers, RegisterAsync) { Body = BodyRule.Required, Changes = true },
    ];

    private async ValueTask ResolveAsync(Exchange exchange)
    {
        var consistency = Consistency.Bounded;
        if (exchange.Query["consistency"] is { } text)
        {
            if (FieldRules.ParseConsistency(text) is { } parsed) consistency = parsed;
            else exchange.Errors.Add("consistency", "One of strong, bounded, any is needed.");
        }

        long minVersion = ReadPreconditions.MinVersion(exchange);
        var named = new NamedIdentities(parser);
        var key = named.ReadPath(exchange.Match.First, exchange.Match.Second);
        if (exchange.HasErrors(out var problem) || (problem = named.Problem) is not null)
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        using var pass = await admission.EnterAsync(exchange);
        if (!pass.IsGranted) return;
        await AnswerAsync(exchange, consistency, await reader.ReadAsync(key, consistency, minVersion, exchange.Deadline));
    }

    private ValueTask AnswerAsync(Exchange exchange, Consistency consistency, ReadAnswer answer)
    {
        if (answer is ReadAnswer.OlderThanAsked)
            return exchange.RefuseAsync(Problem.InvalidRequest(Headers.IfVersionAtLeast, "The record is older: no such version was given yet."));
        if (answer is not ReadAnswer.Found found)
        {
            ReadHeaders.Set(exchange, ReadSource.Grain, 0);
            return exchange.RefuseAsync(new Problem(ProblemCode.IdentityUnknown, "The identity is not registered."));
        }

        var response = exchange.Http.Response;
        metrics.Read(found.Source, consistency, found.StalenessMs);
        ReadHeaders.Set(exchange, found.Source, found.StalenessMs);
        response.Headers.ETag = Text.Tag(found.Version);
        if (!ReadPreconditions.HasAlready(exchange, found.Version)) return Answer.BytesAsync(response, StatusCodes.Status200OK, MediaType.Json, found.Json.AsSpan());
        response.StatusCode = StatusCodes.Status304NotModified;
        return default;
    }

    private async ValueTask RegisterAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        string? app = fields.App();
        fields.Close();
        var named = new NamedIdentities(parser);
        var key = named.ReadPath(exchange.Match.First, exchange.Match.Second);
        if (exchange.HasErrors(out var problem) || (problem = named.Problem) is not null) await exchange.RefuseAsync(problem);
        else await commands.RunAsync(exchange, key, idempotencyKey: null, (grain, context, cancellation) => grain.RegisterAsync(new RegisterCommand(context, app!), cancellation));
    }
}
