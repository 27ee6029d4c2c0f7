using System.Text.Json;
using MemberGrains.Gateway.Calls;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Requests;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>GET /ops/v1/operations/{id}</c>: what one operation did, or is doing; identities are masked.</summary>
internal sealed class OperationResource(IGrainFactory grains, GrainCalls calls) : IResource
{
    public IEnumerable<Route> Routes => [new("GET", "/ops/v1/operations/{id}", Audience.Operators, FindAsync)];

    private async ValueTask FindAsync(Exchange exchange)
    {
        string id = exchange.PathValue("id");
        if (exchange.HasErrors(out var problem))
        {
            await exchange.RefuseAsync(problem);
            return;
        }

        var operation = OperationIds.TryReadSlot(id, out _)
            ? await calls.AskAsync(exchange.Deadline, cancellation => grains.GetGrain<IOperationGrain>(id).FindAsync(cancellation))
            : null;
        if (operation is null) await exchange.RefuseAsync(new Problem(ProblemCode.OperationUnknown, "No operation has this id."));
        else await Answer.JsonAsync(exchange.Http.Response, StatusCodes.Status200OK, operation, Write);
    }

    private static void Write(Utf8JsonWriter writer, OperationItem operation)
    {
        writer.WriteStartObject();
        writer.WriteString("operationId"u8, operation.OperationId);
        writer.WriteString("type"u8, operation.Type);
        writer.WriteString("phase"u8, operation.Phase);
        writer.WriteString("at"u8, operation.At.ToWire());
        writer.WriteString("caller"u8, operation.Caller);
        writer.WriteString("app"u8, operation.App);
        writer.WriteString("reason"u8, operation.Reason);
        writer.WriteStartArray("participants"u8);
        foreach (var participant in operation.Participants) Write(writer, participant);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, OperationParticipant participant)
    {
        writer.WriteStartObject();
        writer.WriteString("identity"u8, IdentityMask.Mask(participant.Identity));
        writer.WriteNumber("version"u8, participant.Version);
        WriteState(writer, "before", participant.Before);
        WriteState(writer, "after", participant.After);
        writer.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter writer, string name, IdentityState? state)
    {
        if (state is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("memberId"u8, state.MemberId);
        writer.WriteStartArray("identities"u8);
        foreach (var identity in state.Identities) writer.WriteStringValue(IdentityMask.Mask(identity.Key));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
