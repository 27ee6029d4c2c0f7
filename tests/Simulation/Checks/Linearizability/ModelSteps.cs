using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>What happened in a world, as steps of the model: commands that had an effect or an answer, and strong reads.</summary>
internal static class ModelSteps
{
    public static List<ModelStep> Of(Evidence evidence)
    {
        var written = evidence.History
            .SelectMany(log => log.Value.Select(entry => (Identity: log.Key, Entry: entry)))
            .ToLookup(change => change.Entry.TraceParent ?? "", StringComparer.Ordinal);
        var steps = new List<ModelStep>();
        foreach (var command in evidence.Commands.SelectMany(command => command.Executions))
        {
            var writer = command.Attempts.FirstOrDefault(attempt => written[attempt.TraceParent].Any());
            if (writer is not null) steps.Add(OfChange(evidence, command, writer, [.. written[writer.TraceParent]]));
            else if (command.Answer is not null) steps.Add(OfAnswer(command));
        }

        steps.AddRange(evidence.Reads.Where(read => read is { Reply: not null, Request.Consistency: Consistency.Strong }).Select(OfRead));
        steps.Sort((one, other) => one.From.CompareTo(other.From));
        return steps;
    }

    private static ModelStep OfChange(Evidence evidence, Execution command, Attempt writer, List<(IdentityKey Identity, Interfaces.History.HistoryEntry Entry)> changes)
    {
        List<(IdentityKey Identity, long Version)> versions = [.. changes.Select(change => (change.Identity, change.Entry.Version)).Order()];
        return new ModelStep(
            writer.Invoked.Order,
            command.FirstAnswered?.Ended?.Order ?? long.MaxValue,
            true,
            state =>
            {
                if (versions.Exists(one => state.Version(one.Identity) != one.Version - 1)) return null;
                var (outcome, after) = state.Do(command.Command);
                bool right = outcome < CommandOutcome.IdentityUnknown && (command.Answer is not { } answer || answer.Outcome == outcome);
                return right && after.ChangedSince(state).Order().SequenceEqual(versions) ? after : null;
            },
            $"{command}, which wrote {string.Join(", ", versions.Select(one => $"{one.Identity} v{one.Version}"))}")
        {
            Place = evidence.DecisionOrder.TryGetValue(changes[0].Entry.OperationId, out int place) ? place : int.MaxValue,
        };
    }

    private static ModelStep OfAnswer(Execution command)
    {
        var (request, answer) = (command.Command.Request, command.Answer!);
        long? told = answer.Outcome < CommandOutcome.IdentityUnknown ? Sightings.VersionTold(request, answer) : null;
        return new(
            command.Invoked.Order,
            command.FirstAnswered!.Ended!.Value.Order,
            false,
            state => (told is null || state.Version(request.First) == told) && state.Do(command.Command).Outcome == answer.Outcome ? state : null,
            $"{command}, which was answered {answer.Outcome}");
    }

    private static ModelStep OfRead(ReadCall read)
    {
        var key = read.Request.Identity;
        long version = read.Reply switch
        {
            ResolveReply.Found found => found.Relation.Version,
            ResolveReply.OlderThanAsked older => older.Version,
            _ => 0,
        };
        return new(read.Invoked.Order, read.Ended!.Value.Order, false, state => state.Version(key) == version ? state : null, $"the {read}, which saw version {version}");
    }
}
