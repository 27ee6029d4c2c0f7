using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.ReadModels.Elasticsearch.Documents;

/// <summary>A member document as it is stored: living, former or ended, as <see cref="MemberTouch"/> says.</summary>
internal sealed record MemberSource(string MemberId, long MemberVersion, ImmutableArray<string> Identities, string? JoinedInto)
{
    public static MemberSource Of(MemberTouch member) =>
        new(member.MemberId, member.MemberVersion, ImmutableArray.CreateRange(member.Identities, static key => key.Text), member.JoinedInto);

    public MemberTouch ToMember() =>
        new(MemberId, MemberVersion, ImmutableArray.CreateRange(Identities, static key => new IdentityKey(key)), JoinedInto);
}
