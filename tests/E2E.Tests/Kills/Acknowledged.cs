using System.Text.Json;
using MemberGrains.E2E.Tests.Running;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>A command and its final answer, as a caller holds them.</summary>
internal sealed record Acknowledged(SentCommand Command, int Status, byte[] Answer)
{
    public static Acknowledged Of(SentCommand command, GatewayAnswer answer) => new(command, answer.Status, answer.Bytes);

    /// <summary>The operation that it made; null where nothing changed.</summary>
    public string? OperationId => Status == 200 && Json.TryGetProperty("operationId", out var id) ? id.GetString() : null;

    /// <summary>What it did, as the report counts it.</summary>
    public string Outcome => Json.TryGetProperty("outcome", out var outcome) ? outcome.GetString()!
        : Json.TryGetProperty("code", out var code) ? code.GetString()!
        : Status == 201 ? "registered" : "already-registered";

    /// <summary>Identity and new version of everything that the operation changed.</summary>
    public IEnumerable<(string Identity, long Version)> Versions
    {
        get
        {
            if (OperationId is null) return [];
            if (Json.TryGetProperty("versions", out var versions)) return versions.EnumerateObject().Select(version => (version.Name, version.Value.GetInt64()));

            // Quarantine and release change the identity named, and say it in its relation.
            var relation = Json.GetProperty("relation");
            return [(relation.GetProperty("identity").GetString()!, relation.GetProperty("version").GetInt64())];
        }
    }

    /// <summary>Whether a split may undo it.</summary>
    public bool CanBeSplit => Outcome is "bound" or "replaced" or "merged";

    private JsonElement Json => JsonDocument.Parse(Answer).RootElement;
}
