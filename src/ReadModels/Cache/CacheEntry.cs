using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Cache;

/// <summary>A relation in the cache.</summary>
/// <param name="Version">The identity's version.</param>
/// <param name="RelationJson">The relation as the wire shows it (<see cref="Interfaces.Json.RelationJson"/>), sent as it is.</param>
/// <param name="NewestAt">UTC: the value was the newest at that moment.</param>
public sealed record CacheEntry(long Version, ImmutableArray<byte> RelationJson, DateTimeOffset NewestAt)
{
    /// <summary>Whether its bytes are just what the row says.</summary>
    public bool Tells(ReplayedIdentity row) =>
        WireJson.Render(new Relation(row.Identity, row.Version, row.State)).AsSpan().SequenceEqual(RelationJson.AsSpan());
}
