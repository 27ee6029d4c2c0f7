namespace MemberGrains.Interfaces.Commands;

/// <summary>Who commands, and how a repeat is known. Travels with every command.</summary>
/// <param name="Caller">Caller account.</param>
/// <param name="IdempotencyKey">1-128 visible ASCII characters, scoped to the caller and the first-named identity; null where the command is idempotent by nature.</param>
/// <param name="TraceParent">W3C trace context; null if none.</param>
/// <param name="TimeoutMs">How long the caller waits for the answer, milliseconds; null: the silo's own patience applies.</param>
[GenerateSerializer, Immutable, Alias("mg.command-context")]
public sealed record CommandContext(
    [property: Id(0)] string Caller,
    [property: Id(1)] string? IdempotencyKey,
    [property: Id(2)] string? TraceParent = null,
    [property: Id(3)] int? TimeoutMs = null);
