using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks;

/// <summary>
/// P4 of the commands: what was acknowledged is in the history of every identity it names, exactly once; what was said to
/// have changed nothing changed nothing.
/// </summary>
public static class AcknowledgedCheck
{
    /// <summary>Where answers and history contradict each other.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var written = evidence.History
            .SelectMany(log => log.Value.Select(entry => (log.Key, Entry: entry)))
            .ToLookup(change => change.Entry.TraceParent ?? "", StringComparer.Ordinal);
        foreach (var command in evidence.Commands.SelectMany(command => command.Executions))
        {
            var operations = command.Attempts.SelectMany(attempt => written[attempt.TraceParent]).Select(change => change.Entry.OperationId).Distinct().ToList();
            if (operations.Count > 1) yield return Broken($"{command} was carried out {operations.Count} times: {string.Join(", ", operations)}.", command);
            if (command.Answer is { } answer)
            {
                foreach (var problem in OfAnswer(evidence, command, answer)) yield return problem;
            }

            foreach (var attempt in command.Attempts.Where(attempt => SaysNothingChanged(attempt) && written[attempt.TraceParent].Any()))
                yield return Broken($"A try of {command} ended with {attempt.Reply?.ToString() ?? attempt.Fault!.GetType().Name}, and it is in the history.", command);
        }
    }

    private static IEnumerable<Violation> OfAnswer(Evidence evidence, Execution command, CommandReply.Answered answer)
    {
        string? operation = command.Command.OperationIn(answer);
        if (operation is null && !answer.Versions.IsEmpty && command.Command.Request is not Request.Register) yield return Broken($"{command} names versions and no operation.", command);
        foreach (var (identity, version) in answer.Versions)
        {
            var entry = evidence.HistoryOf(identity).FirstOrDefault(one => one.Version == version);
            if (entry is null) yield return Broken($"{command} was answered with version {version} of {identity}, which is not in its history.", command, identity);
            else if (operation is not null && entry.OperationId != operation)
                yield return Broken($"{command} was answered with version {version} of {identity} by {operation}; the history has {entry.OperationId} there.", command, identity);
            else if (entry.Caller != command.Command.Caller || command.Attempts.All(attempt => attempt.TraceParent != entry.TraceParent))
                yield return Broken($"{command} was answered with version {version} of {identity}, which another command wrote.", command, identity);
        }

        var named = answer.Versions.Select(one => one.Identity).Order().ToList();
        foreach (var (identity, log) in evidence.History)
        {
            if (operation is not null && log.Exists(entry => entry.OperationId == operation) && !named.Contains(identity))
                yield return Broken($"{command} changed {identity} and does not name it.", command, identity);
        }
    }

    private static bool SaysNothingChanged(Attempt attempt) =>
        attempt.Reply is CommandReply.Contended or CommandReply.KeyReused || attempt.Fault is Interfaces.Faults.StoreUnavailableException;

    private static Violation Broken(string text, Execution command, params IdentityKey[] identities) =>
        new(Promises.Durable, text, [command.Command.Request.First, .. identities]);
}
