using System.Collections.Immutable;
using System.Text.Json;

namespace MemberGrains.Gateway.Health;

/// <summary>What a health endpoint answers.</summary>
internal sealed record HealthReport(ImmutableArray<HealthCheck> Checks)
{
    public HealthStatus Status => Checks.IsEmpty ? HealthStatus.Ok : Checks.Max(check => check.Status);

    public static void Write(Utf8JsonWriter writer, HealthReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("status"u8, Name(report.Status));
        writer.WriteStartArray("checks"u8);
        foreach (var check in report.Checks)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, check.Name);
            writer.WriteString("status"u8, Name(check.Status));
            if (check.Reason is { } reason) writer.WriteString("reason"u8, reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Ok => "ok",
        HealthStatus.Degraded => "degraded",
        _ => "down",
    };
}
