using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Identities;

public sealed class MemoryTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Members = 1_500;
    private const int BytesPerIdentity = 2_048;

    [Fact]
    public async Task An_active_identity_of_a_member_of_three_takes_at_most_2_KB()
    {
        var members = Enumerable.Range(0, Members).Select(_ => (Phone: Some.Phone(), Union: Some.UnionId(), Card: Some.Card())).ToArray();
        foreach (var some in members.Chunk(50))
        {
            await Task.WhenAll(some.Select(member => cluster.BindAsync(member.Phone, member.Union)));
            await Task.WhenAll(some.Select(member => cluster.BindAsync(member.Phone, member.Card)));
        }

        await cluster.RestartAsync();
        await ReadAsync([Some.Phone()], expectFound: false);

        long before = GC.GetTotalMemory(forceFullCollection: true);
        IdentityKey[] keys = [.. members.SelectMany(member => new[] { member.Phone, member.Union, member.Card })];
        await ReadAsync(keys, expectFound: true);
        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / keys.Length;
        Assert.InRange(each, 1, BytesPerIdentity);
    }

    private async Task ReadAsync(IdentityKey[] keys, bool expectFound)
    {
        var relations = await Task.WhenAll(keys.Select(async key =>
            expectFound ? await cluster.ReadAsync(key) : (await cluster.RowAsync(key)).State is null ? null : throw new InvalidOperationException()));
        Assert.All(relations, relation => Assert.Equal(expectFound, relation is not null));
    }
}
