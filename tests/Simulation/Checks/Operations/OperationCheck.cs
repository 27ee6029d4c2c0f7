using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks.Operations;

/// <summary>
/// P4 of what operations mean: each made of the states it found what its command asks for, of all of them and no others; a
/// split is the exact inverse; a member id is created once.
/// </summary>
public static class OperationCheck
{
    /// <summary>Operations that are not what their commands ask for.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var attempts = evidence.Commands.SelectMany(command => command.Attempts).ToDictionary(attempt => attempt.TraceParent, StringComparer.Ordinal);
        var operations = from log in evidence.History
                         from entry in log.Value
                         group (log.Key, Entry: entry) by entry.OperationId;
        var created = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            var entries = new SortedDictionary<IdentityKey, HistoryEntry>(operation.DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => one.Entry));

            // That it was no known command's is another check's to say.
            if (!attempts.TryGetValue(entries.Values.First().TraceParent ?? "", out var attempt)) continue;
            foreach (string problem in Problems(evidence, attempt.Command.Request, entries, created))
                yield return new Violation(Promises.Durable, $"Operation {operation.Key} of {attempt.Command}: {problem}.", [.. entries.Keys]);
        }
    }

    private static List<string> Problems(Evidence evidence, Request request, SortedDictionary<IdentityKey, HistoryEntry> entries, SortedDictionary<string, string> created)
    {
        SortedDictionary<IdentityKey, ExpectedState> expected;
        try
        {
            expected = new ExpectedChange(evidence, entries).Of(request);
        }
        catch (OperationImpossibleException impossible)
        {
            return [impossible.Message];
        }

        var problems = new List<string>();
        if (!expected.Keys.SequenceEqual(entries.Keys))
            problems.Add($"it changed {string.Join(", ", entries.Keys)} and had to change {string.Join(", ", expected.Keys)}");
        foreach (var (key, state) in expected)
        {
            if (entries.TryGetValue(key, out var entry)) problems.AddRange(OfIdentity(key, state, entry, request));
        }

        problems.AddRange(MemberTouches.Problems(request, entries));
        foreach (string id in entries.Where(one => expected.TryGetValue(one.Key, out var state) && state.MemberId is null).Select(one => one.Value.After.MemberId).Distinct())
        {
            string operation = entries.Values.First().OperationId;
            if (!created.TryAdd(id, operation)) problems.Add($"member id {id} was created by {created[id]} already");
            if (entries.Values.Any(entry => entry.Before?.MemberId == id || entry.Before?.FormerMemberIds.Contains(id) == true)) problems.Add($"member id {id} is not new");
        }

        return problems;
    }

    private static IEnumerable<string> OfIdentity(IdentityKey key, ExpectedState expected, HistoryEntry entry, Request request)
    {
        var after = entry.After;
        if (expected.MemberId is { } id && after.MemberId != id) yield return $"{key} is in member {after.MemberId}, not {id}";
        if (!after.Identities.SequenceEqual(expected.Identities)) yield return $"{key} is with {Show(after.Identities)}, not {Show(expected.Identities)}";
        if (!after.FormerMemberIds.SequenceEqual(expected.FormerIds.Order(StringComparer.Ordinal)))
            yield return $"{key} has former ids {string.Join('+', after.FormerMemberIds)}, not {string.Join('+', expected.FormerIds)}";
        if (after.Status != expected.Status) yield return $"{key} is {after.Status}";
        if (after.UpdatedAt != entry.At) yield return $"{key} says it was updated at {after.UpdatedAt:O}, not {entry.At:O}";
        if (request is Request.Quarantine or Request.Release && after.MemberVersion != entry.Before?.MemberVersion) yield return $"{key} got another member version";
    }

    private static string Show(ImmutableArray<BoundIdentity> identities) => string.Join(", ", identities.Select(one => $"{one.Key} by {one.App} at {one.BoundAt:O}"));
}
