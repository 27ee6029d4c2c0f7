using System.Text.Json;
using MemberGrains.Gateway.Http;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels;

namespace MemberGrains.Gateway.Resources;

/// <summary>Operator answers on the wire; identities are masked.</summary>
internal static class OpsJson
{
    /// <summary>Answers <c>{"items":[..]}</c>.</summary>
    public static ValueTask AnswerAsync<T>(Exchange exchange, int status, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write) =>
        Answer.JsonAsync(exchange.Http.Response, status, (items, write), static (writer, what) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var item in what.items) what.write(writer, item);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    public static void Write(Utf8JsonWriter writer, SiloItem silo)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, silo.Id);
        writer.WriteString("center"u8, silo.Center);
        writer.WriteString("state"u8, silo.State);
        writer.WriteNumber("activations"u8, silo.Activations);
        writer.WriteString("since"u8, silo.Since.ToWire());
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, PlaceItem place)
    {
        writer.WriteStartObject();
        writer.WriteNumber("slot"u8, place.Slot);
        writer.WriteString("cluster"u8, place.Cluster);
        writer.WriteString("table"u8, place.Table);
        writer.WriteString("homeCenter"u8, place.HomeCenter);
        writer.WriteString("silo"u8, place.Silo);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, PendingOperation operation)
    {
        writer.WriteStartObject();
        writer.WriteString("operationId"u8, operation.OperationId);
        writer.WriteString("type"u8, operation.Type);
        writer.WriteString("phase"u8, operation.Phase);
        writer.WriteNumber("age"u8, operation.AgeMs);
        writer.WriteString("coordinator"u8, IdentityMask.Mask(operation.Coordinator));
        writer.WriteStartArray("participants"u8);
        foreach (var participant in operation.Participants) writer.WriteStringValue(IdentityMask.Mask(participant));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ReadModelItem model)
    {
        writer.WriteStartObject();
        writer.WriteString("center"u8, model.Center);
        writer.WriteString("name"u8, model.Name);
        writer.WriteString("state"u8, model.State);
        writer.WriteNumber("lagEvents"u8, model.LagEvents);
        writer.WriteNumber("lag"u8, model.LagMs);
        writer.WriteEndObject();
    }
}
