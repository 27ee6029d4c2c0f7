using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ChangeStream.Events;

/// <summary>
/// The event as other services read it: CloudEvents 1.0, JSON format, one event. docs/events.md is its schema; a field
/// is added, never renamed, and a test holds an approved copy.
/// </summary>
public static class CloudEventJson
{
    /// <summary>Media type of <see cref="Write(IBufferWriter{byte}, ChangeEvent)"/>.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>Media type of <see cref="WriteBatch"/>.</summary>
    public const string BatchMediaType = "application/cloudevents-batch+json";

    /// <summary>Every event's <c>type</c> is this and the change's wire name.</summary>
    public const string TypePrefix = "dev.membergrains.identity.";

    /// <summary>Every event's <c>source</c>.</summary>
    public const string Source = "/membergrains/identities";

    /// <summary>Writes the event as UTF-8.</summary>
    public static void Write(IBufferWriter<byte> output, ChangeEvent change)
    {
        using var writer = new Utf8JsonWriter(output, WireJson.Options);
        Write(writer, change);
    }

    /// <summary>Writes the events as UTF-8 in the batched form of CloudEvents: an array of them, in their order.</summary>
    public static void WriteBatch(IBufferWriter<byte> output, ImmutableArray<ChangeEvent> changes)
    {
        using var writer = new Utf8JsonWriter(output, WireJson.Options);
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            Write(writer, change);
            writer.Flush();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the event as an object value.</summary>
    public static void Write(Utf8JsonWriter writer, ChangeEvent change)
    {
        var entry = change.Entry;
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, $"{change.Identity.Text}/{change.Version}");
        writer.WriteString("source"u8, Source);
        writer.WriteString("type"u8, TypePrefix + entry.Type.Name());
        writer.WriteString("subject"u8, change.Identity.Text);
        writer.WriteString("time"u8, entry.At.ToWire());
        writer.WriteString("datacontenttype"u8, "application/json"u8);
        if (entry.TraceParent is { } trace) writer.WriteString("traceparent"u8, trace);
        writer.WriteStartObject("data"u8);
        WriteData(writer, change);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter writer, ChangeEvent change)
    {
        var entry = change.Entry;
        writer.WriteNumber("slot"u8, change.Slot.Number);
        writer.WriteString("identity"u8, change.Identity.Text);
        writer.WriteNumber("version"u8, change.Version);
        writer.WriteString("operationId"u8, entry.OperationId);
        writer.WriteString("operationType"u8, entry.Type.Name());
        writer.WriteString("caller"u8, entry.Caller);
        writer.WriteString("app"u8, entry.App);
        writer.WriteString("reason"u8, entry.Reason);
        WriteState(writer, "before", entry.Before);
        WriteState(writer, "after", entry.After);
        writer.WriteStartArray("members"u8);
        foreach (var touch in entry.Members) WriteTouch(writer, touch);
        writer.WriteEndArray();
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
        writer.WriteString("memberCreatedAt"u8, state.MemberCreatedAt.UtcDateTime);
        writer.WriteNumber("memberVersion"u8, state.MemberVersion);
        writer.WriteString("status"u8, state.Status == IdentityStatus.Active ? "active"u8 : "quarantined"u8);
        RelationJson.WriteMember(writer, state);
        writer.WriteEndObject();
    }

    private static void WriteTouch(Utf8JsonWriter writer, MemberTouch touch)
    {
        writer.WriteStartObject();
        writer.WriteString("memberId"u8, touch.MemberId);
        writer.WriteNumber("memberVersion"u8, touch.MemberVersion);
        writer.WriteString("state"u8, touch.JoinedInto is not null ? "former"u8 : touch.Identities.IsEmpty ? "ended"u8 : "living"u8);
        writer.WriteString("joinedInto"u8, touch.JoinedInto);
        writer.WriteStartArray("identities"u8);
        foreach (var identity in touch.Identities) writer.WriteStringValue(identity.Text);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
