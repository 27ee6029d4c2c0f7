using MemberGrains.ReadModels.Redis.Connection;

namespace MemberGrains.ReadModels.Redis.Generations;

/// <summary>A generation at its home.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Session">A session with the run it lives at.</param>
/// <param name="NotBefore">UTC: floors known before may be forgotten, so nothing that was the newest only before may be used.</param>
internal sealed record Residence(long Generation, RedisSession Session, DateTimeOffset NotBefore);
