using MemberGrains.Gateway.Commands;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>POST /ops/v1/identities/{kind}/{value}:quarantine</c> and <c>:release</c>; a key is allowed, not needed.</summary>
internal sealed class QuarantineResource(IdentityParser parser, CommandDesk commands, ILogger<QuarantineResource> log) : IResource
{
    private const string Template = "/ops/v1/identities/{kind}/{value}";

    public IEnumerable<Route> Routes =>
    [
        new("POST", $"{Template}:quarantine", Audience.Operators, QuarantineAsync) { Body = BodyRule.Required, Changes = true },
        new("POST", $"{Template}:release", Audience.Operators, ReleaseAsync) { Body = BodyRule.Required, Changes = true },
    ];

    private ValueTask QuarantineAsync(Exchange exchange) => RunAsync(exchange, "quarantine", (grain, context, reason, cancellation) =>
        grain.QuarantineAsync(new QuarantineCommand(context, reason), cancellation));

    private ValueTask ReleaseAsync(Exchange exchange) => RunAsync(exchange, "release", (grain, context, reason, cancellation) =>
        grain.ReleaseAsync(new ReleaseCommand(context, reason), cancellation));

    private async ValueTask RunAsync(Exchange exchange, string what, Func<IIdentityGrain, CommandContext, string, CancellationToken, Task<CommandReply>> command)
    {
        var fields = exchange.Fields();
        string? reason = fields.RequiredReason();
        fields.Close();
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var named = new NamedIdentities(parser);
        var identity = named.ReadPath(exchange.Match.First, exchange.Match.Second);
        string? key = null;
        problem = named.Problem ?? IdempotencyKey.ReadOptional(exchange, out key);
        if (problem is not null)
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        log.Orders(exchange.Account!.Name, what, IdentityMask.Mask(identity));
        await commands.RunAsync(exchange, identity, key, (grain, context, cancellation) => command(grain, context, reason!, cancellation));
    }
}
