namespace MemberGrains.Interfaces.Commands;

/// <summary>
/// Undoes the grain's operation, a bind, replace or merge, exactly: members, ids and former ids are as before it. The
/// answer is recorded under the operation's own id, not under an identity.
/// </summary>
/// <param name="Context">Who commands.</param>
/// <param name="Reason">Up to 200 characters, no control characters; null if none.</param>
[GenerateSerializer, Immutable, Alias("mg.split")]
public sealed record SplitCommand([property: Id(0)] CommandContext Context, [property: Id(1)] string? Reason);
