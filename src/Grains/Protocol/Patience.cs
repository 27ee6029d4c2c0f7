using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Grains.Protocol;

/// <summary>How long one command may still wait and try again.</summary>
/// <param name="time">Measures it.</param>
/// <param name="began">When the command came, by <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="length">How long in all.</param>
internal readonly struct Patience(TimeProvider time, long began, TimeSpan length)
{
    /// <summary>
    /// A quarter of the caller's time is for its last try and the way back: what is contended must be told as that before
    /// the time is over, when all that can be said is that the fate is not known.
    /// </summary>
    private const double CallersShare = 0.75;

    /// <summary>What is left; negative when it is over.</summary>
    public TimeSpan Left => length - time.GetElapsedTime(began);

    /// <summary>Of a command that comes now.</summary>
    public static Patience Of(CommandContext context, ProtocolOptions options, TimeProvider time)
    {
        double length = Math.Min(options.CommandPatienceMs, (context.TimeoutMs ?? int.MaxValue) * CallersShare);
        return new Patience(time, time.GetTimestamp(), TimeSpan.FromMilliseconds(length));
    }
}
