namespace MemberGrains.Simulation.Seeds;

/// <summary>
/// SplitMix64: the same numbers for the same seed on every machine and runtime, which <see cref="Random"/> does not
/// promise. Each part of a world draws from a stream of its own, so that one more draw here moves nothing there.
/// </summary>
public sealed class SeededRandom(ulong seed) : Random(0)
{
    private ulong _state = seed;

    /// <summary>A stream of its own for one part of the world.</summary>
    public static SeededRandom Of(long seed, string part)
    {
        ulong state = (ulong)seed;
        foreach (char letter in part) state = Mix(state ^ letter);
        return new SeededRandom(state);
    }

    /// <summary>True in <paramref name="share"/> (0-1) of the cases.</summary>
    public bool Chance(double share) => Sample() < share;

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>A whole number of milliseconds from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public TimeSpan Milliseconds(int least, int most) => TimeSpan.FromMilliseconds(Next(least, most + 1));

    /// <inheritdoc/>
    public override int Next() => (int)(NextBits() >> 33);

    /// <inheritdoc/>
    public override int Next(int maxValue) => Next(0, maxValue);

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue + (int)(((NextBits() >> 32) * (ulong)((long)maxValue - minValue)) >> 32);
    }

    /// <inheritdoc/>
    public override long NextInt64() => (long)(NextBits() >> 1);

    /// <inheritdoc/>
    public override double NextDouble() => Sample();

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++) buffer[i] = (byte)(NextBits() >> 56);
    }

    /// <inheritdoc/>
    protected override double Sample() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    private ulong NextBits() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
