using System.Text;
using System.Text.Json;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>Everything that clients learnt about versions: from reads, and from answers that changed nothing.</summary>
internal static class Sightings
{
    public static IEnumerable<Sighting> Of(Evidence evidence)
    {
        var moments = Moments(evidence);
        return evidence.Reads.Select(read => OfRead(read, moments))
            .Concat(evidence.Commands.Select(OfAnswer))
            .OfType<Sighting>();
    }

    private static Sighting? OfRead(ReadCall read, List<Moment> moments)
    {
        if (read.Reply is not { } reply || read.Ended is not { } ended) return null;
        var key = read.Request.Identity;
        string by = $"the {read}, moments {read.Invoked.Order}-{ended.Order},";
        return reply switch
        {
            ResolveReply.Found found => new Sighting(key, found.Relation.Version, found.Relation.State, From(found.StalenessMs), ended.Order, by),
            ResolveReply.OlderThanAsked older => new Sighting(key, older.Version, null, read.Invoked.Order, ended.Order, by),
            _ => new Sighting(key, 0, null, read.Invoked.Order, ended.Order, by),
        };

        // An answer of some age was the newest within so many milliseconds before it left.
        long From(long staleness) => staleness == 0
            ? read.Invoked.Order
            : Math.Min(read.Invoked.Order, moments.Where(moment => moment.At < ended.At.AddMilliseconds(-staleness)).Select(moment => moment.Order).DefaultIfEmpty().Max());
    }

    private static Sighting? OfAnswer(Command command)
    {
        if (command.FirstAnswered is not { Answer: { Versions.IsEmpty: true } answer } attempt) return null;
        var (key, to) = (command.Request.First, attempt.Ended!.Value.Order);
        string by = $"the answer {answer.Outcome} of {command}, moments {command.Invoked.Order}-{to},";
        if (answer.Outcome == CommandOutcome.IdentityUnknown) return new Sighting(key, 0, null, command.Invoked.Order, to, by);
        if (answer.Outcome >= CommandOutcome.IdentityUnknown) return null;
        using var body = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Body.AsSpan()));
        var relation = command.Request is Request.Register ? body.RootElement : body.RootElement.GetProperty("relation");
        return new Sighting(key, relation.GetProperty("version").GetInt64(), null, command.Invoked.Order, to, by);
    }

    private static List<Moment> Moments(Evidence evidence)
    {
        var attempts = evidence.Commands.SelectMany(command => command.Attempts);
        var reads = evidence.Reads;
        return
        [
            .. attempts.Select(attempt => attempt.Invoked), .. attempts.Select(attempt => attempt.Ended).OfType<Moment>(),
            .. reads.Select(read => read.Invoked), .. reads.Select(read => read.Ended).OfType<Moment>(),
        ];
    }
}
