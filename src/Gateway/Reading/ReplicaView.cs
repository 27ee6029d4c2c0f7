using MemberGrains.Interfaces.Members;

namespace MemberGrains.Gateway.Reading;

/// <summary>What a replica showed, and until when it is known to have been the newest.</summary>
/// <param name="Relation">Null when the replica can not tell.</param>
/// <param name="NewestAt">UTC; counted from before the question was sent, so never too late.</param>
internal sealed record ReplicaView(Relation? Relation, DateTimeOffset NewestAt);
