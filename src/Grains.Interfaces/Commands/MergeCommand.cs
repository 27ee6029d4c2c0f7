using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.Commands;

/// <summary>Joins the member of <paramref name="From"/> into that of the grain's identity (<c>into</c>), which keeps its id.</summary>
/// <param name="Context">Who commands.</param>
/// <param name="From">The other identity; never the grain's own.</param>
/// <param name="Reason">Up to 200 characters, no control characters; needed, so that the history says why.</param>
[GenerateSerializer, Immutable, Alias("mg.merge")]
public sealed record MergeCommand(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] IdentityKey From,
    [property: Id(2)] string Reason);
