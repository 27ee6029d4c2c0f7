namespace MemberGrains.Grains.Ids;

/// <summary>Fills a buffer with random bytes: from the operating system in production, from the seed in the simulator.</summary>
public delegate void RandomBytes(Span<byte> buffer);
