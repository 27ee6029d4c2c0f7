namespace MemberGrains.Gateway.Health;

/// <summary>One thing looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Status">How it is.</param>
/// <param name="Reason">Why it is not <see cref="HealthStatus.Ok"/>.</param>
internal sealed record HealthCheck(string Name, HealthStatus Status, string? Reason = null);
