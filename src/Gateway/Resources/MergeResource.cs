using MemberGrains.Gateway.Commands;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>POST /v1/members:merge</c>: two members become one by order; the one named first keeps its id.</summary>
internal sealed class MergeResource(IdentityParser parser, CommandDesk commands) : IResource
{
    public IEnumerable<Route> Routes =>
        [new("POST", "/v1/members:merge", Audience.OrderCallers, MergeAsync) { Body = BodyRule.Required, Changes = true }];

    private async ValueTask MergeAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        string? intoText = fields.RequiredText("into");
        string? fromText = fields.RequiredText("from");
        string? reason = fields.RequiredReason();
        fields.Close();
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var named = new NamedIdentities(parser);
        var into = named.Read("into", intoText!);
        var from = named.Read("from", fromText!);
        problem = named.Problem ?? (into == from ? Problem.InvalidRequest("from", "It is the same identity as into.") : null);
        string? key = null;
        problem ??= IdempotencyKey.Read(exchange, out key);
        if (problem is not null) await exchange.RefuseAsync(problem);
        else await commands.RunAsync(exchange, into, key, (grain, context, cancellation) => grain.MergeAsync(new MergeCommand(context, from, reason!), cancellation));
    }
}
