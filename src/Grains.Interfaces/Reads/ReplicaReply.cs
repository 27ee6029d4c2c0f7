using MemberGrains.Interfaces.Members;

namespace MemberGrains.Interfaces.Reads;

/// <summary>What a center's replica shows of one identity.</summary>
/// <param name="Relation">The relation; null when the replica can not tell (missing, version 0, prepared or behind): ask the grain.</param>
/// <param name="StalenessMs">The replica showed everything committed up to so many milliseconds ago, rounded up; at least 1.</param>
[GenerateSerializer, Immutable, Alias("mg.replica-reply")]
public sealed record ReplicaReply([property: Id(0)] Relation? Relation, [property: Id(1)] long StalenessMs);
