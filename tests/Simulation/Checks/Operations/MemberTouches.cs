using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks.Operations;

/// <summary>
/// What an operation says of member ids, which the member documents are made of: every id that identities left, joined or
/// came back to, each once, with one more than the greatest version among them.
/// </summary>
internal static class MemberTouches
{
    public static IEnumerable<string> Problems(Request request, SortedDictionary<IdentityKey, HistoryEntry> entries)
    {
        var touches = entries.Values.First().Members;
        if (request is Request.Quarantine or Request.Release)
        {
            if (!touches.IsEmpty) yield return "a change of status touches a member";
            yield break;
        }

        long version = 1 + entries.Values.Max(entry => entry.Before?.MemberVersion ?? 0);
        var befores = entries.Values.Select(entry => entry.Before).OfType<IdentityState>();
        var ids = befores.Concat(entries.Values.Select(entry => entry.After)).Select(state => state.MemberId).Distinct().Order(StringComparer.Ordinal);
        if (!touches.Select(touch => touch.MemberId).Order(StringComparer.Ordinal).SequenceEqual(RestoredToo(request, entries, ids)))
            yield return $"it touched members {string.Join(", ", touches.Select(touch => touch.MemberId))}";
        foreach (var (key, entry) in entries)
        {
            if (entry.After.MemberVersion != version) yield return $"{key} has member version {entry.After.MemberVersion}, not {version}";
        }

        foreach (var touch in touches)
        {
            var living = entries.Where(one => one.Value.After.MemberId == touch.MemberId).Select(one => one.Key).ToList();
            if (touch.MemberVersion != version) yield return $"member {touch.MemberId} has version {touch.MemberVersion}, not {version}";
            if (!touch.Identities.SequenceEqual(living)) yield return $"member {touch.MemberId} is said to have {string.Join(", ", touch.Identities)}, not {string.Join(", ", living)}";
            bool joins = living.Count == 0 && request is not Request.Split;
            if (joins != touch.JoinedInto is not null) yield return $"member {touch.MemberId} is joined into {touch.JoinedInto ?? "none"}";
            if (touch.JoinedInto is { } into && entries.Values.All(entry => entry.After.MemberId != into)) yield return $"member {touch.MemberId} is joined into {into}, which does not live";
        }
    }

    /// <summary>A member that a split brings back is not among the states before it.</summary>
    private static IEnumerable<string> RestoredToo(Request request, SortedDictionary<IdentityKey, HistoryEntry> entries, IEnumerable<string> ids) =>
        request is Request.Split ? entries.Values.First().Members.Select(touch => touch.MemberId).Union(ids).Order(StringComparer.Ordinal) : ids;
}
