using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.Commands;

/// <summary>Puts <paramref name="New"/> in the place of the grain's identity (<c>old</c>), which gets a new member of its own.</summary>
/// <param name="Context">Who commands.</param>
/// <param name="New">Of the same kind, and never the grain's own.</param>
/// <param name="App">Application of the new binding.</param>
/// <param name="Reason">Up to 200 characters, no control characters; null if none.</param>
[GenerateSerializer, Immutable, Alias("mg.replace")]
public sealed record ReplaceCommand(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] IdentityKey New,
    [property: Id(2)] string App,
    [property: Id(3)] string? Reason);
