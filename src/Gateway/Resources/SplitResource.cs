using MemberGrains.Gateway.Commands;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>POST /v1/members:split</c>: a bind, replace or merge is undone exactly.</summary>
internal sealed class SplitResource(CommandDesk commands) : IResource
{
    public IEnumerable<Route> Routes =>
        [new("POST", "/v1/members:split", Audience.OrderCallers, SplitAsync) { Body = BodyRule.Required, Changes = true }];

    private async ValueTask SplitAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        string? operationId = fields.RequiredText("operationId");
        string? reason = fields.Reason();
        fields.Close();
        string? key = null;
        if (!exchange.HasErrors(out var problem)) problem = IdempotencyKey.Read(exchange, out key) ?? Unknown(operationId!);
        if (problem is not null) await exchange.RefuseAsync(problem);
        else await commands.RunAsync(exchange, operationId!, key!, (grain, context, cancellation) => grain.SplitAsync(new SplitCommand(context, reason), cancellation));
    }

    private static Problem? Unknown(string operationId) => OperationIds.TryReadSlot(operationId, out _)
        ? null
        : new Problem(ProblemCode.OperationUnknown, "No bind, replace or merge has this id.");
}
