using MemberGrains.Servers.Elasticsearch;

namespace MemberGrains.Servers.Testing;

/// <summary>An Elasticsearch node, version 7.</summary>
public sealed class ElasticsearchFixture() : ServerFixture<ElasticsearchNode>(Servers.Server.Elasticsearch)
{
    protected override Task<ElasticsearchNode> StartAsync() => ElasticsearchNode.StartNewAsync(new ElasticsearchOptions { Hurried = true });
}
