using MemberGrains.Servers.Elasticsearch;

namespace MemberGrains.Servers.Testing;

/// <summary>An Elasticsearch node, version 8.</summary>
public sealed class Elasticsearch8Fixture() : ServerFixture<ElasticsearchNode>(Servers.Server.Elasticsearch)
{
    protected override Task<ElasticsearchNode> StartAsync() => ElasticsearchNode.StartNewAsync(new ElasticsearchOptions { Version = 8, Hurried = true });
}
