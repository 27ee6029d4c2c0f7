using MemberGrains.Interfaces.Commands;
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
        foreach (var command in evidence.Commands)
        {
            var writer = command.Attempts.FirstOrDefault(attempt => written[attempt.TraceParent].Any());
            if (writer is not null) steps.Add(OfChange(command, writer, [.. written[writer.TraceParent].Select(change => (change.Identity, change.Entry.Version))]));
            else if (command.Answer is not null) steps.Add(OfAnswer(command));
        }

        steps.AddRange(evidence.Reads.Where(read => read is { Reply: not null, Request.Consistency: Consistency.Strong }).Select(OfRead));
        steps.Sort((one, other) => one.From.CompareTo(other.From));
        return steps;
    }

    private static ModelStep OfChange(Command command, Attempt writer, List<(Interfaces.Identities.IdentityKey Identity, long Version)> versions) => new(
        writer.Invoked.Order,
        command.FirstAnswered?.Ended?.Order ?? long.MaxValue,
        true,
        state =>
        {
            var (outcome, after) = state.Do(command.Request);
            bool right = outcome < CommandOutcome.IdentityUnknown && (command.Answer is not { Versions.IsEmpty: false } answer || answer.Outcome == outcome);
            return right && after.ChangedSince(state).Order().SequenceEqual(versions.Order()) ? after : null;
        },
        $"{command}, which wrote {string.Join(", ", versions.Order().Select(one => $"{one.Identity} v{one.Version}"))}");

    private static ModelStep OfAnswer(Command command)
    {
        var outcome = command.Answer!.Outcome;
        return new(
            command.Invoked.Order,
            command.FirstAnswered!.Ended!.Value.Order,
            false,
            state => state.Do(command.Request).Outcome == outcome ? state : null,
            $"{command}, which was answered {outcome}");
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
