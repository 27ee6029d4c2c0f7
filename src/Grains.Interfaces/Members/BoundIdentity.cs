using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.Members;

/// <summary>One identity of a member, with the application and time of the command that bound it.</summary>
/// <param name="Key">The identity.</param>
/// <param name="App">Application of the command that registered it or last named it together with an app.</param>
/// <param name="BoundAt">UTC, whole milliseconds, of that same command.</param>
[GenerateSerializer, Immutable, Alias("mg.bound-identity")]
public sealed record BoundIdentity(
    [property: Id(0)] IdentityKey Key,
    [property: Id(1)] string App,
    [property: Id(2)] DateTimeOffset BoundAt);
