using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Elasticsearch.Documents;

/// <summary>An identity document as it is stored; <c>docs/search.md</c> shows it. What scans filter and sort by comes first.</summary>
internal sealed record IdentitySource(
    string Identity,
    string Kind,
    string App,
    string Status,
    long BoundAt,
    long UpdatedAt,
    string MemberId,
    long Version,
    long MemberVersion,
    DateTime MemberCreatedAt,
    ImmutableArray<BoundSource> Identities,
    ImmutableArray<string> FormerMemberIds)
{
    public const string Active = "active";
    public const string Quarantined = "quarantined";

    public static IdentitySource Of(Relation relation, BoundIdentity own)
    {
        var state = relation.State;
        return new IdentitySource(
            relation.Identity.Text,
            relation.Identity.Kind,
            own.App,
            StatusOf(state.Status),
            own.BoundAt.ToUnixTimeMilliseconds(),
            state.UpdatedAt.ToUnixTimeMilliseconds(),
            state.MemberId,
            relation.Version,
            state.MemberVersion,
            state.MemberCreatedAt.UtcDateTime,
            ImmutableArray.CreateRange(state.Identities, BoundSource.Of),
            state.FormerMemberIds);
    }

    public static string StatusOf(IdentityStatus status) => status == IdentityStatus.Active ? Active : Quarantined;

    public Relation ToRelation() => new(new IdentityKey(Identity), Version, new IdentityState(
        MemberId,
        new DateTimeOffset(MemberCreatedAt),
        MemberVersion,
        ImmutableArray.CreateRange(Identities, static bound => bound.ToBound()),
        FormerMemberIds,
        Status == Active ? IdentityStatus.Active : IdentityStatus.Quarantined,
        DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt)));
}
