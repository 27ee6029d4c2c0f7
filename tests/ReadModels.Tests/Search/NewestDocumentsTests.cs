using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.Search;

public sealed class NewestDocumentsTests
{
    private static Relation Identity(IdentityKey key, long version) =>
        new(key, version, new IdentityState("m1", DateTimeOffset.UnixEpoch, 1, [new(key, "app", DateTimeOffset.UnixEpoch)], [], IdentityStatus.Active, DateTimeOffset.UnixEpoch));

    [Fact]
    public void The_newest_of_each_is_kept_whatever_the_order_and_taken_once()
    {
        var (first, second) = (Some.Phone(), Some.UnionId());
        var documents = new NewestDocuments();
        foreach (var (key, version) in new[] { (first, 2L), (second, 1L), (first, 3L), (first, 1L) }) documents.Add(Identity(key, version));
        foreach (long version in (long[])[4, 6, 5]) documents.Add(new MemberTouch("m1", version, [first], null));
        documents.Add(new MemberTouch("m2", 1, [], "m1"));
        Assert.Equal(4, documents.Count);

        var batch = documents.Take();

        Assert.Equal([(first, 3L), (second, 1L)], batch.Identities.Select(identity => (identity.Identity, identity.Version)));
        Assert.Equal([("m1", 6L), ("m2", 1L)], batch.Members.Select(member => (member.MemberId, member.MemberVersion)));
        Assert.Equal(0, documents.Count);
        Assert.Equal(0, documents.Take().Count);
    }
}
