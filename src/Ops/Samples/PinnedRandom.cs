namespace MemberGrains.Ops.Samples;

/// <summary>
/// SplitMix64: the same numbers from the same seed on every machine and in every version of .NET, which
/// <see cref="Random"/> does not promise. A sample is only worth keeping if it can be made again.
/// </summary>
internal struct PinnedRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own for one of many things made from one seed.</summary>
    public static PinnedRandom For(ulong seed, ulong index) => new(Mix(seed ^ Mix(index + 0x9e3779b97f4a7c15)));

    public ulong Next() => Mix(_state += 0x9e3779b97f4a7c15);

    /// <summary>0 to <paramref name="bound"/> - 1. The bias of a plain modulus is below 2^-40 for the bounds used here.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True in so many of a thousand draws.</summary>
    public bool PerMille(int chance) => Below(1000) < chance;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
