namespace MemberGrains.ChangeStream.Relay;

/// <summary>The pause before the next try, as a pure step: doubled with every fault in a row.</summary>
internal static class RelayBackoff
{
    private const int MostDoublings = 20;

    public static TimeSpan After(int faults, RelayOptions options)
    {
        if (faults <= 0) return TimeSpan.Zero;
        var pause = options.FirstBackoff * Math.Pow(2, Math.Min(faults - 1, MostDoublings));
        return pause < options.LongestBackoff ? pause : options.LongestBackoff;
    }
}
