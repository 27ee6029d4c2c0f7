using MemberGrains.Gateway.Commands;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>POST /v1/members:merge</c>: two members become one by order; the one named first keeps its id.</summary>
internal sealed class MergeResource(IdentityCommands commands) : IResource
{
    public IEnumerable<Route> Routes =>
        [new("POST", "/v1/members:merge", Audience.OrderCallers, MergeAsync) { Body = BodyRule.Required, Changes = true }];

    private ValueTask MergeAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        var into = fields.Identity("into");
        var from = fields.Identity("from");
        string? reason = fields.RequiredReason();
        fields.Close();
        return commands.RunAsync(exchange, into, from, (grain, context, other, cancellation) => grain.MergeAsync(new MergeCommand(context, other, reason!), cancellation));
    }
}
