using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Search;

/// <summary>
/// From a member id to its member in one cluster: the member document, a former id followed until a living one, then the
/// identity documents, each by its own routing.
/// </summary>
internal static class MemberLookup
{
    // An id can be joined into another that is joined later, and so on; far beyond what any member's life shows.
    private const int MostHops = 256;

    /// <summary>The living member's document; null if the id is unknown or has ended.</summary>
    /// <exception cref="SearchUnavailableException">The documents are of different moments; they will agree after the next refresh.</exception>
    public static async ValueTask<MemberTouch?> FindLivingAsync(ISearchCluster cluster, string memberId, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string next = memberId;
        while (seen.Count < MostHops)
        {
            if (!seen.Add(next)) break;
            var document = (await cluster.GetMembersAsync([next], cancellation))[0];
            if (document is null && seen.Count > 1) break;
            if (document?.JoinedInto is null) return document is { Identities.IsEmpty: false } ? document : null;
            next = document.JoinedInto;
        }

        throw new SearchUnavailableException("The member's documents do not agree yet.");
    }

    /// <summary>Documents of the member's identities, in their order; one that is not seen yet is left out.</summary>
    public static async ValueTask<ImmutableArray<Relation>> IdentitiesAsync(ISearchCluster cluster, MemberTouch living, CancellationToken cancellation)
    {
        var documents = await cluster.GetIdentitiesAsync(living.Identities, cancellation);
        return [.. documents.OfType<Relation>()];
    }

    /// <summary>
    /// The member as its documents show it. An identity's own document may be older than the member's, because they are
    /// written by different events: each binding is taken from the newest document of the member that lists it.
    /// </summary>
    /// <exception cref="SearchUnavailableException">A binding is in none of them yet.</exception>
    public static MemberView View(MemberTouch living, ImmutableArray<Relation> documents)
    {
        var states = documents.Select(document => document.State).OrderByDescending(state => state.MemberId == living.MemberId).ThenByDescending(state => state.MemberVersion).ToList();
        ImmutableArray<BoundIdentity> identities =
        [
            .. living.Identities.Select(key =>
                states.SelectMany(state => state.Identities).FirstOrDefault(identity => identity.Key == key)
                ?? throw new SearchUnavailableException("The member's documents do not agree yet.")),
        ];
        return new MemberView(living.MemberId, identities, states[0].FormerMemberIds, states.Max(state => state.UpdatedAt));
    }
}
