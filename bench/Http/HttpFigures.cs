namespace MemberGrains.Bench.Http;

/// <summary>What a run measured.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50Ms">Milliseconds.</param>
/// <param name="P99Ms">Milliseconds.</param>
/// <param name="Wrong">Answers that were not 200.</param>
internal sealed record HttpFigures(double PerSecond, double P50Ms, double P99Ms, long Wrong);
