namespace MemberGrains.ReadModels.Cache;

/// <summary>A lease on a generation, in the holder's own clock.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Until">Timestamp at which it ends, counted from when it was asked for.</param>
internal readonly record struct HeldGeneration(long Generation, long Until)
{
    public static HeldGeneration None { get; } = new(0, long.MinValue);

    public long UsableAt(long timestamp) => timestamp < Until ? Generation : 0;
}
