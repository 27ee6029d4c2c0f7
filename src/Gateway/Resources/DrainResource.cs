using MemberGrains.Gateway.Calls;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>POST /ops/v1/silos/{id}:drain</c>; the last active silo only with <c>{"force":true}</c>.</summary>
internal sealed class DrainResource(IGrainFactory grains, GrainCalls calls, ILogger<DrainResource> log) : IResource
{
    public IEnumerable<Route> Routes =>
        [new("POST", "/ops/v1/silos/{id}:drain", Audience.Operators, DrainAsync) { Body = BodyRule.Optional, Changes = true }];

    private async ValueTask DrainAsync(Exchange exchange)
    {
        var fields = exchange.Fields();
        bool force = fields.OptionalBoolean("force") ?? false;
        fields.Close();
        string silo = exchange.PathValue("id");
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var reply = await calls.AskAsync(exchange.Deadline, cancellation => grains.GetGrain<IClusterGrain>("cluster").DrainAsync(silo, force, cancellation));
        switch (reply)
        {
            case DrainReply.Accepted(var item):
                log.Drains(exchange.Account!.Name, item.Id, force);
                await Answer.JsonAsync(exchange.Http.Response, StatusCodes.Status202Accepted, item, OpsJson.Write);
                break;
            case DrainReply.LastSilo:
                await exchange.RefuseAsync(new Problem(ProblemCode.LastSilo, "Draining it stops the cluster; send {\"force\":true} if that is meant."));
                break;
            default:
                await exchange.RefuseAsync(new Problem(ProblemCode.SiloUnknown, "No silo has this id."));
                break;
        }
    }
}
