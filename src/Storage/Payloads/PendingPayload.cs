using System.Text.Json;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Payloads;

/// <summary>What a row is prepared for: <c>[format, operationId, coordinator, coordinatorRevision, preparedMs, version, atMs, entry]</c>.</summary>
internal static class PendingPayload
{
    public static void Write(Utf8JsonWriter writer, PendingChange pending)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(PayloadReading.Format);
        writer.WriteStringValue(pending.OperationId);
        writer.WriteStringValue(pending.Coordinator.Text);
        writer.WriteNumberValue(pending.CoordinatorRevision);
        writer.WriteNumberValue(pending.PreparedAt.ToUnixTimeMilliseconds());
        writer.WriteNumberValue(pending.Entry.Version);
        writer.WriteNumberValue(pending.Entry.At.ToUnixTimeMilliseconds());
        EntryPayload.Write(writer, pending.Entry);
        writer.WriteEndArray();
    }

    public static PendingChange Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        reader.BeginVersioned();
        string operationId = reader.NextText();
        var coordinator = new IdentityKey(reader.NextText());
        long coordinatorRevision = reader.NextInt64();
        var preparedAt = reader.NextTime();
        long version = reader.NextInt64();
        var at = reader.NextTime();
        var entry = EntryPayload.Read(ref reader, version, at, operationId);
        reader.End();
        return new PendingChange(operationId, coordinator, coordinatorRevision, preparedAt, entry);
    }
}
