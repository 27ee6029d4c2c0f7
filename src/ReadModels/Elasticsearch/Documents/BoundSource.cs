using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Elasticsearch.Documents;

/// <summary>One identity of a member, inside an identity document.</summary>
internal sealed record BoundSource(string Key, string App, long BoundAt)
{
    public static BoundSource Of(BoundIdentity bound) => new(bound.Key.Text, bound.App, bound.BoundAt.ToUnixTimeMilliseconds());

    public BoundIdentity ToBound() => new(new IdentityKey(Key), App, DateTimeOffset.FromUnixTimeMilliseconds(BoundAt));
}
