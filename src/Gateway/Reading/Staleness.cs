namespace MemberGrains.Gateway.Reading;

/// <summary>The arithmetic of <c>X-Staleness-Ms</c>.</summary>
internal static class Staleness
{
    /// <summary>Milliseconds, rounded up; at least 1, because 0 is a grain's to say.</summary>
    public static long Since(DateTimeOffset newestAt, DateTimeOffset now) =>
        Math.Max(1, (long)Math.Ceiling((now - newestAt).TotalMilliseconds));
}
