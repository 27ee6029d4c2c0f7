namespace MemberGrains.Interfaces.Commands;

/// <summary>Releases the grain's identity from quarantine.</summary>
/// <param name="Context">Who commands.</param>
/// <param name="Reason">Up to 200 characters, no control characters; needed, so that the history says why.</param>
[GenerateSerializer, Immutable, Alias("mg.release")]
public sealed record ReleaseCommand([property: Id(0)] CommandContext Context, [property: Id(1)] string Reason);
