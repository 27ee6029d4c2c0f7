using System.Collections.Immutable;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Rules;

/// <summary>What joining two members means; shared by the rules that join.</summary>
internal static class MemberJoin
{
    /// <summary>The identities of both, sorted by key.</summary>
    public static ImmutableArray<BoundIdentity> Identities(IdentityState? one, IdentityState? other)
    {
        var all = new List<BoundIdentity>(BindingLimits.Most);
        if (one is not null) all.AddRange(one.Identities);
        if (other is not null) all.AddRange(other.Identities);
        all.Sort(static (x, y) => x.Key.CompareTo(y.Key));
        return [.. all];
    }

    /// <summary>The same identities with <paramref name="key"/> named now, by this application; it joins if it is not among them.</summary>
    public static ImmutableArray<BoundIdentity> Naming(this ImmutableArray<BoundIdentity> identities, IdentityKey key, string app, DateTimeOffset at)
    {
        var named = new BoundIdentity(key, app, at);
        int place = 0;
        while (place < identities.Length && identities[place].Key < key) place++;
        return place < identities.Length && identities[place].Key == key
            ? identities.SetItem(place, named)
            : identities.Insert(place, named);
    }

    /// <summary>The member that keeps its id, created first (a tie: the smaller id), and the one that gives it up.</summary>
    public static (IdentityState Kept, IdentityState? Given) ByAge(IdentityState? one, IdentityState? other)
    {
        if (one is null || other is null) return (one ?? other ?? throw new ArgumentNullException(nameof(one)), null);
        int age = one.MemberCreatedAt.CompareTo(other.MemberCreatedAt);
        if (age == 0) age = string.CompareOrdinal(one.MemberId, other.MemberId);
        return age <= 0 ? (one, other) : (other, one);
    }

    /// <summary>Former ids of the joined member, sorted.</summary>
    public static ImmutableArray<string> FormerIds(IdentityState kept, IdentityState? given)
    {
        if (given is null) return kept.FormerMemberIds;
        var ids = kept.FormerMemberIds.AddRange(given.FormerMemberIds).Add(given.MemberId);
        return ids.Sort(StringComparer.Ordinal);
    }

    /// <summary>
    /// The refusal if the joined member exceeds a limit: of the first-named identity's kind (where that has a refusal of its
    /// own), else of another kind, else of all; null if none.
    /// </summary>
    public static Decision.Refused? OverLimit(ImmutableArray<BoundIdentity> joined, BindingLimits limits, string? firstKind)
    {
        if (firstKind is not null)
        {
            int ofFirst = Count(joined, firstKind);
            if (ofFirst > limits.Of(firstKind)) return Refusals.TooManyOfKind(CommandOutcome.Taken, firstKind, ofFirst, limits.Of(firstKind));
        }

        foreach (var kind in IdentityKind.All)
        {
            int count = Count(joined, kind.Name);
            if (count > limits.Of(kind.Name)) return Refusals.TooManyOfKind(CommandOutcome.KindOccupied, kind.Name, count, limits.Of(kind.Name));
        }

        return joined.Length > limits.Total ? Refusals.TooMany(joined.Length, limits.Total) : null;
    }

    private static int Count(ImmutableArray<BoundIdentity> identities, string kind)
    {
        int count = 0;
        foreach (var identity in identities)
        {
            if (identity.Key.Kind == kind) count++;
        }

        return count;
    }
}
