namespace MemberGrains.Interfaces.Commands;

/// <summary>Holds the grain's identity: its member takes part in no command until it is released.</summary>
/// <param name="Context">Who commands.</param>
/// <param name="Reason">Up to 200 characters, no control characters; needed, so that the history says why.</param>
[GenerateSerializer, Immutable, Alias("mg.quarantine")]
public sealed record QuarantineCommand([property: Id(0)] CommandContext Context, [property: Id(1)] string Reason);
