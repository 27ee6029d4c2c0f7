using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Answers;

/// <summary>The bytes of a command's answer, as they are sent, recorded and sent again.</summary>
internal static class AnswerJson
{
    /// <summary>A registration answers with the relation itself.</summary>
    public static ImmutableArray<byte> OfRelation(Relation relation) => WireJson.Render(relation);

    /// <summary>Holding and releasing answer without versions; <paramref name="change"/> is null where nothing changed.</summary>
    public static ImmutableArray<byte> OfStatus(CommandOutcome outcome, Relation relation, Change? change) => Write(writer =>
    {
        writer.WriteStartObject();
        WriteHead(writer, outcome, relation, change);
        writer.WriteEndObject();
    });

    /// <summary>Every other command's success; <paramref name="change"/> is null where nothing changed.</summary>
    public static ImmutableArray<byte> OfSuccess(CommandOutcome outcome, Relation relation, Change? change) => Write(writer =>
    {
        writer.WriteStartObject();
        WriteHead(writer, outcome, relation, change);
        writer.WriteStartObject("versions"u8);
        if (change is not null)
        {
            foreach (var (identity, entry) in change.Entries) writer.WriteNumber(identity.Text, entry.Version);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>A refusal is kept as its detail; the gateway makes the problem of it.</summary>
    public static ImmutableArray<byte> OfRefusal(string detail) => [.. Encoding.UTF8.GetBytes(detail)];

    private static void WriteHead(Utf8JsonWriter writer, CommandOutcome outcome, Relation relation, Change? change)
    {
        writer.WriteString("outcome"u8, outcome.Name());
        writer.WriteString("operationId"u8, change?.OperationId);
        writer.WritePropertyName("relation"u8);
        RelationJson.Write(writer, relation);
    }

    private static ImmutableArray<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WireJson.Options)) write(writer);
        return [.. buffer.WrittenSpan];
    }
}
