namespace MemberGrains.Interfaces.Operations;

/// <summary>Everything committed in a physical cluster up to a time has been applied.</summary>
/// <param name="Cluster">For example <c>c0</c>.</param>
/// <param name="Through">UTC, the store's clock.</param>
[GenerateSerializer, Immutable, Alias("mg.applied-through")]
public readonly record struct AppliedThrough([property: Id(0)] string Cluster, [property: Id(1)] DateTimeOffset Through);
