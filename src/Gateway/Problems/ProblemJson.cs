using System.Text.Json;

namespace MemberGrains.Gateway.Problems;

/// <summary>Writes a problem as <c>application/problem+json</c>.</summary>
internal static class ProblemJson
{
    public const string ContentType = "application/problem+json";

    public static void Write(Utf8JsonWriter writer, Problem problem, string traceId)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, problem.Code.Type);
        writer.WriteString("title"u8, problem.Code.Title);
        writer.WriteNumber("status"u8, problem.Code.Status);
        writer.WriteString("detail"u8, problem.Detail);
        writer.WriteString("code"u8, problem.Code.Code);
        writer.WriteString("traceId"u8, traceId);
        if (problem.Rule is { } rule) writer.WriteString("rule"u8, rule);
        if (problem.Errors is { } errors) WriteErrors(writer, errors);
        writer.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter writer, FieldErrors errors)
    {
        writer.WriteStartObject("errors"u8);
        foreach (var (field, messages) in errors.Fields)
        {
            writer.WriteStartArray(field);
            foreach (string message in messages) writer.WriteStringValue(message);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
