namespace MemberGrains.ReadModels.Embedded.Cache;

/// <summary>A generation, and when the cache first heard of it: floors known before died with the one before.</summary>
internal sealed record CacheBirth(long Generation, DateTimeOffset At)
{
    public static CacheBirth None { get; } = new(0, DateTimeOffset.MinValue);
}
