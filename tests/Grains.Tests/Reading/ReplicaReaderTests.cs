using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Reading;

public sealed class ReplicaReaderTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Shows_rows_at_rest_in_the_keys_order_and_leaves_the_others_to_their_grains()
    {
        var (alone, coordinator, prepared, unknown) = (Some.Phone(), Some.Phone(), Some.Card(), Some.UnionId());
        var relation = await cluster.RegisterAsync(alone);
        await cluster.RegisterAsync(coordinator);
        await cluster.RegisterAsync(prepared);
        await Prepared.LeaveAsync(cluster, coordinator, prepared);

        var replies = await cluster.Grains.GetGrain<IReplicaReaderGrain>("a").ReadAsync([unknown, alone, prepared, alone]);

        Assert.Equal([null, relation, null, relation], replies.Select(reply => reply.Relation));
        Assert.All(replies, reply => Assert.True(reply.StalenessMs >= 1));
    }
}
