namespace MemberGrains.Interfaces.Commands;

/// <summary>Registers the grain's identity as a member of its own, if it is not there.</summary>
/// <param name="Context">Who commands.</param>
/// <param name="App">Application, <c>[a-z0-9][a-z0-9-]{0,31}</c>.</param>
[GenerateSerializer, Immutable, Alias("mg.register")]
public sealed record RegisterCommand([property: Id(0)] CommandContext Context, [property: Id(1)] string App);
