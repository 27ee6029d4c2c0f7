using System.Globalization;
using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Simulation.Workload;

/// <summary>One call of a command.</summary>
/// <param name="command">The command.</param>
/// <param name="number">Counts the tries of the command, from 1.</param>
/// <param name="misuse">True if the command's key was sent with another body, to see it refused.</param>
/// <param name="invoked">When it was sent.</param>
public sealed class Attempt(Command command, int number, bool misuse, Moment invoked)
{
    /// <summary>The command.</summary>
    public Command Command => command;

    /// <summary>Whether the key was sent with another body.</summary>
    public bool IsMisuse => misuse;

    /// <summary>When it was sent.</summary>
    public Moment Invoked => invoked;

    /// <summary>When its end was seen; null while it runs.</summary>
    public Moment? Ended { get; private set; }

    /// <summary>What came back; null if a fault did.</summary>
    public CommandReply? Reply { get; private set; }

    /// <summary>The fault; null if a reply came.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The final answer, if it got one.</summary>
    public CommandReply.Answered? Answer => Reply as CommandReply.Answered;

    /// <summary>Names this very call in the history entry that it writes.</summary>
    public string TraceParent { get; } = string.Create(CultureInfo.InvariantCulture, $"00-{command.Number:x32}-{number:x16}-01");

    /// <summary>A reply came.</summary>
    public void End(Moment moment, CommandReply reply) => (Ended, Reply) = (moment, reply);

    /// <summary>A fault came.</summary>
    public void End(Moment moment, Exception fault) => (Ended, Fault) = (moment, fault);
}
