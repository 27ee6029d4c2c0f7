namespace MemberGrains.Interfaces.Operations;

/// <summary>Leave to use a center's cache for a while.</summary>
/// <param name="Generation">Part of every key; 0 while no generation may be used yet.</param>
/// <param name="LeaseMs">Milliseconds, counted from when the question was sent.</param>
[GenerateSerializer, Immutable, Alias("mg.cache-generation-lease")]
public readonly record struct CacheGenerationLease([property: Id(0)] long Generation, [property: Id(1)] int LeaseMs);
