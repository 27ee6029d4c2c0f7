using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Cache;

/// <summary>A relation in the cache.</summary>
/// <param name="Version">The identity's version.</param>
/// <param name="RelationJson">The relation as the wire shows it (<see cref="Interfaces.Json.RelationJson"/>), sent as it is.</param>
/// <param name="NewestAt">UTC: the value was the newest at that moment.</param>
public sealed record CacheEntry(long Version, ImmutableArray<byte> RelationJson, DateTimeOffset NewestAt);
