using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>
/// P6 for one identity as a register of versions. The history gives the order of the writes, so the question whether
/// moments can be found for all reads and writes has an exact answer without search: give each version, in order, the
/// earliest moment it can have; if that fails, every choice does.
/// </summary>
/// <remarks>
/// A write lies between the sending of the try that made it and the first answer to its command; one that was never
/// answered may lie at any later time. A read lies between its sending and its answer.
/// </remarks>
public static class VersionOrderCheck
{
    /// <summary>Reads and acknowledgements for which no order exists.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var attempts = evidence.Commands.SelectMany(command => command.Attempts).ToDictionary(attempt => attempt.TraceParent, StringComparer.Ordinal);
        var seen = Sightings.Of(evidence).ToLookup(sighting => sighting.Identity);
        foreach (var key in evidence.History.Keys.Union(seen.Select(one => one.Key)).Order())
        {
            foreach (var problem in OfIdentity(key, evidence.HistoryOf(key), [.. seen[key]], attempts)) yield return problem;
        }

        foreach (var read in evidence.Reads.Where(read => read.Reply is Interfaces.Reads.ResolveReply.Found found && found.Relation.Version < read.MinVersion))
            yield return Broken(read.Request.Identity, $"The {read} asked for version {read.MinVersion} and got an older one.");
    }

    private static IEnumerable<Violation> OfIdentity(IdentityKey key, IReadOnlyList<HistoryEntry> log, List<Sighting> sightings, Dictionary<string, Attempt> attempts)
    {
        foreach (var strange in sightings.Where(one => one.Version < 0 || one.Version > log.Count))
            yield return Broken(key, $"Version {strange.Version} of {key} was seen by {strange.By} and is not in its history.");
        foreach (var other in sightings.Where(one => one.State is not null && one.Version >= 1 && one.Version <= log.Count && !log[(int)one.Version - 1].After.Equals(one.State)))
            yield return Broken(key, $"{other.By} saw version {other.Version} of {key} with other content than its history has.");

        long earliest = 0;
        for (int version = 0; version <= log.Count; version++)
        {
            if (version > 0)
            {
                if (!attempts.TryGetValue(log[version - 1].TraceParent ?? "", out var writer))
                {
                    yield return Broken(key, $"Version {version} of {key} was written by nobody's command.");
                    yield break;
                }

                earliest = Math.Max(earliest, writer.Invoked.Order);
                if (writer.Command.ExecutionOf(writer).FirstAnswered?.Ended is { } answered && earliest > answered.Order)
                {
                    yield return Broken(key, $"Version {version} of {key} was acknowledged to {writer.Command} at moment {answered.Order}, and an older one was still the newest at moment {earliest}.");
                    yield break;
                }
            }

            long begins = earliest;
            foreach (var sighting in sightings.Where(one => one.Version == version))
            {
                if (sighting.To < begins)
                {
                    yield return Broken(key, $"Version {version} of {key} was seen by {sighting.By} before it can have been there (moment {begins}).");
                    yield break;
                }

                earliest = Math.Max(earliest, sighting.From);
            }
        }
    }

    private static Violation Broken(IdentityKey key, string text) => new(Promises.StrongReads, text, [key]);
}
