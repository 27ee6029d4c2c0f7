using System.Text.Json;
using MemberGrains.Gateway.Accounts;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Reading;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.ReadModels.Search;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>POST /v1/members:search</c>; what can not be routed is a scan, for marketing callers.</summary>
internal sealed class SearchResource(IdentityParser parser, IMemberSearch search, AdmissionDesk admission) : IResource
{
    public IEnumerable<Route> Routes => [new("POST", "/v1/members:search", Audience.Callers, SearchAsync) { Body = BodyRule.Required }];

    private async ValueTask SearchAsync(Exchange exchange)
    {
        var problem = SearchRequest.Read(exchange, parser, out var query);
        if (problem is null && !query.Filter.IsRouted && exchange.Account!.Class != AccountClass.Marketing)
            problem = new Problem(ProblemCode.Forbidden, "A filter without identity or memberId is a scan, for marketing callers only.");
        if (problem is not null)
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        using var pass = await admission.EnterAsync(exchange);
        if (!pass.IsGranted) return;
        try
        {
            var answer = await exchange.Deadline.BoundAsync(search.SearchAsync(query, exchange.Deadline.Token).AsTask());
            ReadHeaders.Set(exchange, ReadSources.Of(answer.Source), Math.Max(1, answer.StalenessMs));
            await Answer.JsonAsync(exchange.Http.Response, StatusCodes.Status200OK, answer.Value, Write);
        }
        catch (InvalidCursorException)
        {
            await exchange.RefuseAsync(Problem.InvalidRequest("cursor", "The cursor is not one that this search gave."));
        }
    }

    private static void Write(Utf8JsonWriter writer, MemberPage page)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var relation in page.Items) RelationJson.Write(writer, relation);
        writer.WriteEndArray();
        writer.WriteString("cursor"u8, page.Cursor);
        writer.WriteEndObject();
    }
}
