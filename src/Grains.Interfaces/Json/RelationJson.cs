using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Interfaces.Json;

/// <summary>
/// Writes a relation as http-api.md shows it. One home, because the same bytes are the gateway's answer, the cache's
/// value and part of a recorded command answer.
/// </summary>
public static class RelationJson
{
    /// <summary>Writes the relation as an object value.</summary>
    public static void Write(Utf8JsonWriter writer, Relation relation)
    {
        writer.WriteStartObject();
        writer.WriteString("identity"u8, relation.Identity.Text);
        writer.WriteString("memberId"u8, relation.State.MemberId);
        writer.WriteNumber("version"u8, relation.Version);
        writer.WriteString("status"u8, relation.State.Status == IdentityStatus.Active ? "active"u8 : "quarantined"u8);
        WriteMember(writer, relation.State);
        writer.WriteEndObject();
    }

    /// <summary>Writes what a relation and a member have in common: identities, former ids, update time.</summary>
    public static void WriteMember(Utf8JsonWriter writer, IdentityState state) =>
        WriteMember(writer, state.Identities, state.FormerMemberIds, state.UpdatedAt);

    /// <summary>The same of a member that is known without one of its identities being asked.</summary>
    public static void WriteMember(Utf8JsonWriter writer, ImmutableArray<BoundIdentity> identities, ImmutableArray<string> formerMemberIds, DateTimeOffset updatedAt)
    {
        writer.WriteStartArray("identities"u8);
        foreach (var identity in identities)
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, identity.Key.Text);
            var text = identity.Key.Text.AsSpan();
            int colon = text.IndexOf(':');
            writer.WriteString("kind"u8, text[..colon]);
            writer.WriteString("value"u8, text[(colon + 1)..]);
            writer.WriteString("app"u8, identity.App);
            writer.WriteTime("boundAt"u8, identity.BoundAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("formerMemberIds"u8);
        foreach (string former in formerMemberIds) writer.WriteStringValue(former);
        writer.WriteEndArray();
        writer.WriteTime("updatedAt"u8, updatedAt);
    }
}
