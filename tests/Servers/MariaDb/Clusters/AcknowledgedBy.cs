namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>Which replicas must hold a transaction before its commit is acknowledged (any one of them).</summary>
public enum AcknowledgedBy
{
    /// <summary>Those of the other center: losing a whole center loses nothing acknowledged. While none is there, commits wait.</summary>
    AwayReplicas,

    /// <summary>That of the primary's own center; for as long as the other center is gone.</summary>
    HomeReplica,
}
