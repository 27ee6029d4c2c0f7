namespace MemberGrains.Interfaces.Commands;

/// <summary>Gives the grain's identity a new member of its own; the rest keep the old one.</summary>
/// <param name="Context">Who commands.</param>
/// <param name="Reason">Up to 200 characters, no control characters; null if none.</param>
[GenerateSerializer, Immutable, Alias("mg.unbind")]
public sealed record UnbindCommand([property: Id(0)] CommandContext Context, [property: Id(1)] string? Reason);
