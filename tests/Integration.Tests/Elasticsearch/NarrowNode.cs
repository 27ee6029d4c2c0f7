using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>A node that writes one thing after the other and lets one wait.</summary>
public sealed class NarrowNode() : ServerFixture<ElasticsearchNode>(Servers.Server.Elasticsearch)
{
    protected override Task<ElasticsearchNode> StartAsync() => ElasticsearchNode.StartNewAsync(new ElasticsearchOptions
    {
        Hurried = true,
        Settings = new Dictionary<string, string> { ["thread_pool.write.size"] = "1", ["thread_pool.write.queue_size"] = "1" },
    });
}
