using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.ReadModels.Elasticsearch.Schema;

namespace MemberGrains.ReadModels.Tests.Elasticsearch;

public sealed class IndexShapeTests
{
    [Theory]
    [InlineData(6, 1, 3, 5)]
    [InlineData(3, 1, 3, 3)]
    [InlineData(3, 0, 1, 4)]
    [InlineData(3, 1, 2, 4)]
    [InlineData(5, 1, 3, 5)]
    public void The_bound_is_an_even_share_and_one_more(int shards, int replicas, int nodes, int bound) =>
        Assert.Equal(bound, IndexShape.MostPerNode(shards, replicas, nodes));

    [Theory]
    [InlineData(null, 1, 0)]
    [InlineData(null, 2, 1)]
    [InlineData(2, 3, 2)]
    [InlineData(0, 3, 0)]
    public void A_cluster_of_several_nodes_gets_a_replica(int? asked, int nodes, int replicas) =>
        Assert.Equal(replicas, IndexShape.For(new ElasticsearchClusterOptions { Replicas = asked }, nodes).Replicas);

    [Theory]
    [InlineData("membergrains-identity-000001", 1)]
    [InlineData("membergrains-member-123456", 123456)]
    [InlineData("membergrains-identity-read", null)]
    [InlineData("membergrains-identity-0000012", null)]
    [InlineData("other-identity-000001", null)]
    [InlineData("1", null)]
    public void An_index_of_ours_is_told_by_its_name(string name, int? number) => Assert.Equal(number, new IndexNames("membergrains").NumberOf(name));
}
