namespace MemberGrains.Gateway.Health;

/// <summary>How something is; the worst of its checks is a report's.</summary>
internal enum HealthStatus
{
    Ok,
    Degraded,
    Down,
}
