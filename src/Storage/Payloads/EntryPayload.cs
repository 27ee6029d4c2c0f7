using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Interfaces.History;

namespace MemberGrains.Storage.Payloads;

/// <summary>
/// A history entry without what its row has in columns (version, time, operation):
/// <c>[format, type, caller, app, reason, before, after, [[memberId, memberVersion, [key..], joinedInto]..], trace]</c>.
/// </summary>
internal static class EntryPayload
{
    public static void Write(Utf8JsonWriter writer, HistoryEntry entry)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(PayloadReading.Format);
        writer.WriteNumberValue((int)entry.Type);
        writer.WriteStringValue(entry.Caller);
        writer.WriteStringValue(entry.App);
        writer.WriteStringValue(entry.Reason);
        if (entry.Before is { } before) StatePayload.Write(writer, before);
        else writer.WriteNullValue();
        StatePayload.Write(writer, entry.After);
        writer.WriteStartArray();
        foreach (var member in entry.Members) WriteMember(writer, member);
        writer.WriteEndArray();
        writer.WriteStringValue(entry.TraceParent);
        writer.WriteEndArray();
    }

    public static HistoryEntry Read(ReadOnlySpan<byte> payload, long version, DateTimeOffset at, string operationId)
    {
        var reader = new Utf8JsonReader(payload);
        return Read(ref reader, version, at, operationId);
    }

    public static HistoryEntry Read(ref Utf8JsonReader reader, long version, DateTimeOffset at, string operationId)
    {
        reader.BeginVersioned();
        var type = (ChangeType)reader.NextInt64();
        string caller = reader.NextText();
        string? app = reader.NextTextOrNull();
        string? reason = reader.NextTextOrNull();
        var before = StatePayload.ReadOrNull(ref reader);
        var after = StatePayload.Read(ref reader);
        reader.Begin();
        var members = ImmutableArray.CreateBuilder<MemberTouch>();
        while (reader.NextItem())
        {
            members.Add(new MemberTouch(reader.NextText(), reader.NextInt64(), reader.NextKeys(), reader.NextTextOrNull()));
            reader.End();
        }

        string? trace = reader.NextTextOrNull();
        reader.End();
        return new HistoryEntry(version, at, operationId, type, caller, app, reason, before, after, members.DrainToImmutable(), trace);
    }

    private static void WriteMember(Utf8JsonWriter writer, MemberTouch member)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(member.MemberId);
        writer.WriteNumberValue(member.MemberVersion);
        KeysPayload.Write(writer, member.Identities);
        writer.WriteStringValue(member.JoinedInto);
        writer.WriteEndArray();
    }
}
