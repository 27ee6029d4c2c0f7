using System.Globalization;
using MemberGrains.Gateway.Calls;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/ops/v1</c>: what operators see of the running cluster.</summary>
internal sealed class OpsResource(IdentityParser parser, IGrainFactory grains, GrainCalls calls, IReadModelStatus readModels) : IResource
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/ops/v1/operations", Audience.Operators, OperationsAsync) { Query = ["state"] },
        new("GET", "/ops/v1/silos", Audience.Operators, SilosAsync),
        new("GET", "/ops/v1/slots/{slot}", Audience.Operators, SlotAsync),
        new("GET", "/ops/v1/identities/{kind}/{value}:place", Audience.Operators, PlaceAsync),
        new("GET", "/ops/v1/read-models", Audience.Operators, ReadModelsAsync),
    ];

    private IClusterGrain Cluster => grains.GetGrain<IClusterGrain>("cluster");

    private async ValueTask OperationsAsync(Exchange exchange)
    {
        if (exchange.Query["state"] is not "pending") exchange.Errors.Add("state", "The one state to ask for is pending.");
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var pending = await calls.AskAsync(exchange.Deadline, cancellation => Cluster.PendingOperationsAsync(cancellation));
        await OpsJson.AnswerAsync(exchange, StatusCodes.Status200OK, pending, OpsJson.Write);
    }

    private async ValueTask SilosAsync(Exchange exchange)
    {
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var silos = await calls.AskAsync(exchange.Deadline, cancellation => Cluster.SilosAsync(cancellation));
        await OpsJson.AnswerAsync(exchange, StatusCodes.Status200OK, silos, OpsJson.Write);
    }

    private async ValueTask SlotAsync(Exchange exchange)
    {
        bool valid = short.TryParse(exchange.Match.First, NumberStyles.None, CultureInfo.InvariantCulture, out short number) && number < Slot.Count;
        if (!valid) exchange.Errors.Add("slot", "A slot is a whole number of 0-1023.");
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var place = await calls.AskAsync(exchange.Deadline, cancellation => Cluster.PlaceAsync(new Slot(number), cancellation));
        await Answer.JsonAsync(exchange.Http.Response, StatusCodes.Status200OK, place, OpsJson.Write);
    }

    private async ValueTask PlaceAsync(Exchange exchange)
    {
        var named = new NamedIdentities(parser);
        var key = named.ReadPath(exchange.Match.First, exchange.Match.Second);
        if (exchange.HasErrors(out var problem) || (problem = named.Problem) is not null)
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var place = await calls.AskAsync(exchange.Deadline, cancellation => Cluster.PlaceAsync(key, cancellation));
        await Answer.JsonAsync(exchange.Http.Response, StatusCodes.Status200OK, place, OpsJson.Write);
    }

    private ValueTask ReadModelsAsync(Exchange exchange) => exchange.HasErrors(out var problem)
        ? exchange.RefuseAsync(problem)
        : OpsJson.AnswerAsync(exchange, StatusCodes.Status200OK, readModels.Items(), OpsJson.Write);
}
