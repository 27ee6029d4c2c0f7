using MemberGrains.Gateway.Commands;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/v1/bindings</c>: bind, unbind and replace.</summary>
internal sealed class BindingResource(IdentityParser parser, CommandDesk commands) : IResource
{
    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v1/bindings:bind", Audience.OrderCallers, BindAsync) { Body = BodyRule.Required, Changes = true },
        new("POST", "/v1/bindings:unbind", Audience.OrderCallers, UnbindAsync) { Body = BodyRule.Required, Changes = true },
        new("POST", "/v1/bindings:replace", Audience.OrderCallers, ReplaceAsync) { Body = BodyRule.Required, Changes = true },
    ];

    private async ValueTask BindAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        string? textA = fields.RequiredText("a");
        string? textB = fields.RequiredText("b");
        string? app = fields.App();
        string? reason = fields.Reason();
        fields.Close();
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var named = new NamedIdentities(parser);
        var a = named.Read("a", textA!);
        var b = named.Read("b", textB!);
        problem = named.Problem ?? (a == b ? Problem.InvalidRequest("b", "It is the same identity as a.") : null);
        string? key = null;
        problem ??= IdempotencyKey.Read(exchange, out key);
        if (problem is not null) await exchange.RefuseAsync(problem);
        else await commands.RunAsync(exchange, a, key, (grain, context, cancellation) => grain.BindAsync(new BindCommand(context, b, app!, reason), cancellation));
    }

    private async ValueTask UnbindAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        string? text = fields.RequiredText("identity");
        string? reason = fields.Reason();
        fields.Close();
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var named = new NamedIdentities(parser);
        var identity = named.Read("identity", text!);
        string? key = null;
        problem = named.Problem ?? IdempotencyKey.Read(exchange, out key);
        if (problem is not null) await exchange.RefuseAsync(problem);
        else await commands.RunAsync(exchange, identity, key, (grain, context, cancellation) => grain.UnbindAsync(new UnbindCommand(context, reason), cancellation));
    }

    private async ValueTask ReplaceAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        string? oldText = fields.RequiredText("old");
        string? newText = fields.RequiredText("new");
        string? app = fields.App();
        string? reason = fields.Reason();
        fields.Close();
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var named = new NamedIdentities(parser);
        var leaves = named.Read("old", oldText!);
        var comes = named.Read("new", newText!);
        string? key = null;
        problem = named.Problem ?? CheckReplace(leaves, comes) ?? IdempotencyKey.Read(exchange, out key);
        if (problem is not null) await exchange.RefuseAsync(problem);
        else await commands.RunAsync(exchange, leaves, key, (grain, context, cancellation) => grain.ReplaceAsync(new ReplaceCommand(context, comes, app!, reason), cancellation));
    }

    private static Problem? CheckReplace(IdentityKey leaves, IdentityKey comes)
    {
        if (leaves == comes) return Problem.InvalidRequest("new", "It is the same identity as old.");
        return leaves.Kind == comes.Kind ? null : Problem.InvalidRequest("new", "It is of another kind than old.");
    }
}
