using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.Commands;

/// <summary>Joins the members of the grain's identity (<c>a</c>) and of <paramref name="B"/>; registers unknown ones.</summary>
/// <param name="Context">Who commands.</param>
/// <param name="B">The other identity; never the grain's own.</param>
/// <param name="App">Application of both bindings.</param>
/// <param name="Reason">Up to 200 characters, no control characters; null if none.</param>
[GenerateSerializer, Immutable, Alias("mg.bind")]
public sealed record BindCommand(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] IdentityKey B,
    [property: Id(2)] string App,
    [property: Id(3)] string? Reason);
