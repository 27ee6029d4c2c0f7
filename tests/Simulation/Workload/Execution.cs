using System.Collections.Immutable;
using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Simulation.Workload;

/// <summary>What may have one effect at most: a command under a key with all its tries, or a single try of one without.</summary>
/// <param name="Command">The command.</param>
/// <param name="Attempts">Its tries, in the order they began; never empty.</param>
public sealed record Execution(Command Command, ImmutableArray<Attempt> Attempts)
{
    /// <summary>The first try that was answered; null while the fate is not known to any client.</summary>
    public Attempt? FirstAnswered => Attempts.Where(attempt => attempt.Answer is not null).MinBy(attempt => attempt.Ended!.Value.Order);

    /// <summary>The answer it has had; null for none.</summary>
    public CommandReply.Answered? Answer => FirstAnswered?.Answer;

    /// <summary>When it began.</summary>
    public Moment Invoked => Attempts[0].Invoked;

    /// <inheritdoc/>
    public override string ToString() => Command.ToString();
}
