using MemberGrains.Gateway.Commands;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/v1/bindings</c>: bind, unbind and replace.</summary>
internal sealed class BindingResource(IdentityCommands commands) : IResource
{
    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v1/bindings:bind", Audience.OrderCallers, BindAsync) { Body = BodyRule.Required, Changes = true },
        new("POST", "/v1/bindings:unbind", Audience.OrderCallers, UnbindAsync) { Body = BodyRule.Required, Changes = true },
        new("POST", "/v1/bindings:replace", Audience.OrderCallers, ReplaceAsync) { Body = BodyRule.Required, Changes = true },
    ];

    private ValueTask BindAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        var a = fields.Identity("a");
        var b = fields.Identity("b");
        string? app = fields.App();
        string? reason = fields.Reason();
        fields.Close();
        return commands.RunAsync(exchange, a, b, (grain, context, other, cancellation) => grain.BindAsync(new BindCommand(context, other, app!, reason), cancellation));
    }

    private ValueTask UnbindAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        var identity = fields.Identity("identity");
        string? reason = fields.Reason();
        fields.Close();
        return commands.RunAsync(exchange, identity, (grain, context, cancellation) => grain.UnbindAsync(new UnbindCommand(context, reason), cancellation));
    }

    private ValueTask ReplaceAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        var leaves = fields.Identity("old");
        var comes = fields.Identity("new");
        string? app = fields.App();
        string? reason = fields.Reason();
        fields.Close();
        return commands.RunAsync(
            exchange, leaves, comes, (grain, context, other, cancellation) => grain.ReplaceAsync(new ReplaceCommand(context, other, app!, reason), cancellation), CheckKinds);
    }

    private static Problem? CheckKinds(IdentityKey leaves, IdentityKey comes) =>
        leaves.Kind == comes.Kind ? null : Problem.InvalidRequest("new", "It is of another kind than old.");
}
