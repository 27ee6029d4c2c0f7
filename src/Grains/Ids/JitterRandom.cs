namespace MemberGrains.Grains.Ids;

/// <summary>Random waits from the injected bytes; unlike a seeded <see cref="Random"/> it may be shared by threads.</summary>
internal sealed class JitterRandom(RandomBytes random) : Random(0)
{
    private const int BitsOfPrecision = 53;

    /// <inheritdoc/>
    public override double NextDouble()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        random(bytes);
        return (BitConverter.ToUInt64(bytes) >> (64 - BitsOfPrecision)) / (double)(1UL << BitsOfPrecision);
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();
}
