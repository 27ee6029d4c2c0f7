using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search;

/// <summary>
/// What a gateway asks of search. Uses the cluster of its own center and the other at once when that is down or behind;
/// scans go to the marketing cluster only.
/// </summary>
/// <remarks>
/// Every call throws <see cref="SearchUnavailableException"/> while no cluster may answer it. Where none is live, the
/// freshest of those behind answers, and its staleness tells; <see cref="FindMemberAsync"/> is the exception.
/// </remarks>
public interface IMemberSearch
{
    /// <summary>Relations of identities, for when the record can not answer; null where search knows none.</summary>
    ValueTask<SearchAnswer<ImmutableArray<Relation?>>> FindIdentitiesAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation);

    /// <summary>
    /// The living member of an id, a former id followed to the member it was joined into; null if unknown or ended. Only from
    /// a live cluster: no other may say that there is no such member.
    /// </summary>
    ValueTask<SearchAnswer<MemberView?>> FindMemberAsync(string memberId, CancellationToken cancellation);

    /// <summary>A page of a search.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not of this query.</exception>
    ValueTask<SearchAnswer<MemberPage>> SearchAsync(MemberQuery query, CancellationToken cancellation);
}
