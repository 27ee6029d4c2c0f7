namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>The pause before the next try, doubled with every fault in a row.</summary>
internal static class Pauses
{
    private const int MostDoublings = 20;

    public static TimeSpan After(int faults, RabbitMqOptions options)
    {
        var pause = options.FirstPause * Math.Pow(2, Math.Clamp(faults - 1, 0, MostDoublings));
        return pause < options.LongestPause ? pause : options.LongestPause;
    }
}
