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
            .Concat(evidence.Commands.SelectMany(command => command.Executions).Select(OfAnswer))
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

    private static Sighting? OfAnswer(Execution command)
    {
        if (command.FirstAnswered is not { Answer: { Versions.IsEmpty: true } answer } attempt) return null;
        var request = command.Command.Request;
        var (key, to) = (request.First, attempt.Ended!.Value.Order);
        string by = $"the answer {answer.Outcome} of {command}, moments {command.Invoked.Order}-{to},";

        // Of two identities either may be the unknown one.
        if (answer.Outcome == CommandOutcome.IdentityUnknown) return request is Request.Merge ? null : new Sighting(key, 0, null, command.Invoked.Order, to, by);
        if (answer.Outcome >= CommandOutcome.IdentityUnknown) return null;
        return new Sighting(key, VersionTold(request, answer), null, command.Invoked.Order, to, by);
    }

    /// <summary>The version in the relation that an answer without change carries.</summary>
    public static long VersionTold(Request request, CommandReply.Answered answer)
    {
        using var body = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Body.AsSpan()));
        var relation = request is Request.Register ? body.RootElement : body.RootElement.GetProperty("relation");
        return relation.GetProperty("version").GetInt64();
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
