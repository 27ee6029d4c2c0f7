using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Simulation.Checks;

/// <summary>P1 and P2: the identities of a member agree on it, and no member has more than its limits.</summary>
public static class MemberCheck
{
    private const int MostIdentities = 16;

    /// <summary>Where rows disagree or exceed.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var row in evidence.Rows.Values)
        {
            if (row.State is not { } state) continue;
            var keys = Keys(state);
            if (!keys.Contains(row.Key)) yield return new Violation(Promises.Uniqueness, $"{row.Key} holds a relation that does not name it.", [row.Key]);
            foreach (var problem in Disagreements(evidence, row.Key, state).Concat(Excess(evidence, row.Key, keys))) yield return problem;
        }

        var holders = from row in evidence.Rows.Values where row.State is not null group row by row.State!.MemberId;
        foreach (var member in holders)
        {
            var named = member.SelectMany(row => Keys(row.State!)).Distinct().Order().ToImmutableArray();
            var there = member.Select(row => row.Key).Order().ToImmutableArray();
            if (!named.SequenceEqual(there))
                yield return new Violation(Promises.Agreement, $"Member {member.Key} is named by {string.Join(", ", there)} and names {string.Join(", ", named)}.", [.. named.Union(there)]);
        }
    }

    private static IEnumerable<Violation> Disagreements(Evidence evidence, IdentityKey key, IdentityState state)
    {
        foreach (var other in Keys(state).Where(other => other != key))
        {
            if (!evidence.Rows.TryGetValue(other, out var row) || row.State is not { } there)
                yield return new Violation(Promises.Agreement, $"{key} says that {other} is of its member {state.MemberId}; {other} is not registered.", [key, other]);
            else if (!SameMember(state, there))
                yield return new Violation(Promises.Agreement, $"{key} says {Describe(state)}, {other} says {Describe(there)}.", [key, other]);
        }
    }

    private static IEnumerable<Violation> Excess(Evidence evidence, IdentityKey key, ImmutableArray<IdentityKey> keys)
    {
        foreach (var kind in keys.GroupBy(one => one.Kind, StringComparer.Ordinal))
        {
            if (kind.Count() > evidence.Limits.Of(kind.Key))
                yield return new Violation(Promises.Uniqueness, $"The member of {key} has {kind.Count()} identities of kind {kind.Key}: {string.Join(", ", kind)}.", [.. kind]);
        }

        if (keys.Length > Math.Min(evidence.Limits.Total, MostIdentities))
            yield return new Violation(Promises.Uniqueness, $"The member of {key} has {keys.Length} identities.", keys);
    }

    private static bool SameMember(IdentityState one, IdentityState other) =>
        one with { Status = other.Status, UpdatedAt = other.UpdatedAt } == other;

    private static ImmutableArray<IdentityKey> Keys(IdentityState state) => [.. state.Identities.Select(identity => identity.Key)];

    private static string Describe(IdentityState state) =>
        $"member {state.MemberId} (member version {state.MemberVersion}, former {string.Join('+', state.FormerMemberIds)}) of {string.Join(", ", Keys(state))}";
}
