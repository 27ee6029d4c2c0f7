using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ChangeStream.Events;

/// <summary>Reads what <see cref="CloudEventJson"/> writes. Fields it does not know are passed over: they may be newer than this.</summary>
public static class CloudEventReader
{
    /// <summary>The events of a batch, in their order.</summary>
    /// <exception cref="FormatException">It is not a batch of such events.</exception>
    public static ImmutableArray<ChangeEvent> ReadBatch(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(ReadEvent)];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException($"This is no batch of change events: {fault.Message}", fault);
        }
    }

    private static ChangeEvent ReadEvent(JsonElement change)
    {
        string type = Text(change, "type");
        if (!type.StartsWith(CloudEventJson.TypePrefix, StringComparison.Ordinal)) throw new FormatException($"'{type}' is no change of an identity.");
        var data = change.GetProperty("data");
        var entry = new HistoryEntry(
            data.GetProperty("version").GetInt64(),
            change.GetProperty("time").GetDateTimeOffset(),
            Text(data, "operationId"),
            ChangeTypes.Parse(Text(data, "operationType")),
            Text(data, "caller"),
            TextOrNull(data, "app"),
            TextOrNull(data, "reason"),
            data.GetProperty("before") is { ValueKind: not JsonValueKind.Null } before ? ReadState(before) : null,
            ReadState(data.GetProperty("after")),
            [.. data.GetProperty("members").EnumerateArray().Select(ReadTouch)],
            TextOrNull(change, "traceparent"));
        return new ChangeEvent(new IdentityKey(Text(data, "identity")), entry);
    }

    private static IdentityState ReadState(JsonElement state) => new(
        Text(state, "memberId"),
        state.GetProperty("memberCreatedAt").GetDateTimeOffset(),
        state.GetProperty("memberVersion").GetInt64(),
        [.. state.GetProperty("identities").EnumerateArray().Select(ReadIdentity)],
        [.. state.GetProperty("formerMemberIds").EnumerateArray().Select(former => former.GetString()!)],
        Text(state, "status") switch
        {
            "active" => IdentityStatus.Active,
            "quarantined" => IdentityStatus.Quarantined,
            var other => throw new FormatException($"'{other}' is no status."),
        },
        state.GetProperty("updatedAt").GetDateTimeOffset());

    private static BoundIdentity ReadIdentity(JsonElement identity) =>
        new(new IdentityKey(Text(identity, "key")), Text(identity, "app"), identity.GetProperty("boundAt").GetDateTimeOffset());

    private static MemberTouch ReadTouch(JsonElement member) => new(
        Text(member, "memberId"),
        member.GetProperty("memberVersion").GetInt64(),
        [.. member.GetProperty("identities").EnumerateArray().Select(key => new IdentityKey(key.GetString()!))],
        TextOrNull(member, "joinedInto"));

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static string? TextOrNull(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
