using System.Text.Json;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Reading;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Json;
using MemberGrains.ReadModels.Search;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/v1/members/{memberId}</c>: a member as search shows it; a former id leads to the living member.</summary>
internal sealed class MemberResource(IMemberSearch search, AdmissionDesk admission) : IResource
{
    public IEnumerable<Route> Routes => [new("GET", "/v1/members/{memberId}", Audience.Callers, FindAsync)];

    private async ValueTask FindAsync(Exchange exchange)
    {
        string memberId = exchange.PathValue("memberId");
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        using var pass = await admission.EnterAsync(exchange);
        if (!pass.IsGranted) return;
        var answer = await exchange.Deadline.BoundAsync(search.FindMemberAsync(memberId, exchange.Deadline.Token).AsTask());
        ReadHeaders.Set(exchange, ReadSources.Of(answer.Source), Math.Max(1, answer.StalenessMs));
        if (answer.Value is { } member) await Answer.JsonAsync(exchange.Http.Response, StatusCodes.Status200OK, member, Write);
        else await exchange.RefuseAsync(new Problem(ProblemCode.MemberUnknown, "No living member has or had this id."));
    }

    private static void Write(Utf8JsonWriter writer, MemberView member)
    {
        writer.WriteStartObject();
        writer.WriteString("memberId"u8, member.MemberId);
        RelationJson.WriteMember(writer, member.Identities, member.FormerMemberIds, member.UpdatedAt);
        writer.WriteEndObject();
    }
}
