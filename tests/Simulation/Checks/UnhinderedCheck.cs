using System.Globalization;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks;

/// <summary>
/// Where nothing goes wrong nothing is in the way but contention, which ends by itself: every call is answered, and soon.
/// Identities that wait for each other show here.
/// </summary>
public static class UnhinderedCheck
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(1);

    /// <summary>Calls of a faultless world that were not answered, or late.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        if (!evidence.Faultless) yield break;
        foreach (var attempt in evidence.Commands.SelectMany(command => command.Attempts))
        {
            if (attempt.Reply is not (CommandReply.Answered or CommandReply.KeyReused))
                yield return Broken(attempt.Command.Request, $"A try of {attempt.Command} ended with {attempt.Reply?.ToString() ?? attempt.Fault?.Message}");
            else if (attempt.Ended!.Value.At - attempt.Invoked.At is var took && took > _soon)
                yield return Broken(attempt.Command.Request, string.Create(CultureInfo.InvariantCulture, $"A try of {attempt.Command} took {took.TotalSeconds:F1} s"));
        }

        foreach (var read in evidence.Reads.Where(read => read.Request.Replica is null && read.Reply is null))
            yield return Broken(read.Request, $"The {read} ended with {read.Fault?.Message}");
    }

    private static Violation Broken(Request request, string text) => new(Promises.Unhindered, $"{text}, and nothing was wrong.", [request.First]);
}
