using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Simulation.Checks;

/// <summary>
/// P3 and P4 of the record itself: versions are contiguous from 1, replaying the history gives the row, and an operation
/// is in the history of every identity it touches exactly once, or of none.
/// </summary>
public static class HistoryCheck
{
    /// <summary>Where history, rows and operations contradict each other.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var key in evidence.Rows.Keys.Union(evidence.History.Keys).Order())
        {
            foreach (var problem in OfIdentity(evidence, key)) yield return problem;
        }

        foreach (var (key, log) in evidence.History)
        {
            foreach (var entry in log)
            {
                foreach (var other in Touched(entry))
                {
                    var there = evidence.HistoryOf(other).Where(one => one.OperationId == entry.OperationId).ToList();
                    if (there.Count != 1)
                        yield return new Violation(Promises.Atomic, $"Operation {entry.OperationId} ({entry.Type}) changed {key} and is {there.Count} times in the history of {other}.", [key, other]);
                    else if (there[0].At != entry.At || there[0].Type != entry.Type || !there[0].Members.SequenceEqual(entry.Members))
                        yield return new Violation(Promises.Atomic, $"Operation {entry.OperationId} is not the same at {key} and at {other}.", [key, other]);
                }
            }
        }
    }

    private static IEnumerable<Violation> OfIdentity(Evidence evidence, IdentityKey key)
    {
        var log = evidence.HistoryOf(key);
        IdentityState? state = null;
        for (int i = 0; i < log.Count; i++)
        {
            var entry = log[i];
            if (entry.Version != i + 1) yield return Broken($"entry {i + 1} of {key} has version {entry.Version}.");
            if (!Equals(entry.Before, state)) yield return Broken($"version {entry.Version} of {key} does not begin where version {entry.Version - 1} ended.");
            if (i > 0 && entry.At < log[i - 1].At) yield return Broken($"version {entry.Version} of {key} is of {entry.At:O}, before the version before it.");
            state = entry.After;
        }

        var row = evidence.Rows.GetValueOrDefault(key);
        if (row?.Version != log.Count && !(row is null && log.Count == 0)) yield return Broken($"the row of {key} has version {row?.Version}, its history ends at {log.Count}.");
        else if (!Equals(row?.State, state)) yield return Broken($"the row of {key} is not what its history replays to.");

        Violation Broken(string text) => new(Promises.Durable, text, [key]);
    }

    /// <summary>Holding and releasing change the named identity alone, every other operation all identities of its members.</summary>
    private static IEnumerable<IdentityKey> Touched(HistoryEntry entry) =>
        entry.Type is ChangeType.Quarantined or ChangeType.Released ? [] : (entry.Before?.Identities ?? []).Concat(entry.After.Identities).Select(identity => identity.Key).Distinct();
}
