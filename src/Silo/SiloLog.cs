namespace MemberGrains.Silo;

/// <summary>Log lines of the silo, ids 6000-6999. Identities are masked.</summary>
internal static partial class SiloLog
{
    [LoggerMessage(6000, LogLevel.Information, "Took job {Job} of cluster {Cluster} with fence {Fence}")]
    public static partial void JobTaken(ILogger log, string job, string cluster, long fence);

    [LoggerMessage(6001, LogLevel.Information, "Lost job {Job} of cluster {Cluster}, fence {Fence}")]
    public static partial void JobLost(ILogger log, string job, string cluster, long fence);

    [LoggerMessage(6002, LogLevel.Warning, "A run of job {Job} of cluster {Cluster} failed; the next one follows")]
    public static partial void JobFailed(ILogger log, string job, string cluster, Exception fault);

    [LoggerMessage(6003, LogLevel.Warning, "The fence of job {Job} of cluster {Cluster} can not be reached; it is tried on, and said when it can")]
    public static partial void FenceUnreachable(ILogger log, string job, string cluster, Exception fault);

    [LoggerMessage(6013, LogLevel.Information, "The fence of job {Job} of cluster {Cluster} can be reached again")]
    public static partial void FenceReachable(ILogger log, string job, string cluster);

    [LoggerMessage(6004, LogLevel.Information, "Waking {Count} unfinished rows of cluster {Cluster}")]
    public static partial void Waking(ILogger log, int count, string cluster);

    [LoggerMessage(6005, LogLevel.Warning, "Waking {Identity} failed; it is tried again")]
    public static partial void WakeFailed(ILogger log, string identity, Exception fault);

    [LoggerMessage(6010, LogLevel.Warning, "The primary of cluster {Cluster} is {Node} now, in role epoch {Epoch}")]
    public static partial void RoleMoved(ILogger log, string cluster, string node, long epoch);

    [LoggerMessage(6011, LogLevel.Warning, "The role store can not be read; the roles known hold")]
    public static partial void RolesNotRead(ILogger log, Exception fault);

    [LoggerMessage(6012, LogLevel.Information, "Slots and caches of cluster {Cluster} have followed role epoch {Epoch}")]
    public static partial void RoleApplied(ILogger log, string cluster, long epoch);
}
