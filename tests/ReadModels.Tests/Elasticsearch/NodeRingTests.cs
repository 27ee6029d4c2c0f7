using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.ReadModels.Elasticsearch.Transport;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.Elasticsearch;

public sealed class NodeRingTests
{
    private static readonly TimeSpan Avoidance = TimeSpan.FromSeconds(5);

    private readonly VirtualTime _time = new();

    [Fact]
    public async Task Nodes_take_turns()
    {
        Node a = new(), b = new();
        using var ring = new NodeRing([a, b], _time);
        for (int i = 0; i < 6; i++) await SendAsync(ring);
        Assert.Equal([3, 3], [a.Asked, b.Asked]);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(0)]
    public async Task One_that_fails_is_left_alone_for_a_while(int status)
    {
        Node bad = new() { Status = status }, good = new();
        using var ring = new NodeRing([bad, good], _time);
        for (int i = 0; i < 8; i++) await SendAsync(ring);
        Assert.Equal(1, bad.Asked);

        _time.Pass(Avoidance);
        bad.Status = 200;
        for (int i = 0; i < 8; i++) await SendAsync(ring);
        Assert.Equal(5, bad.Asked);
    }

    [Fact]
    public async Task When_all_have_failed_the_one_left_alone_longest_is_asked()
    {
        Node a = new() { Status = 0 }, b = new() { Status = 0 };
        using var ring = new NodeRing([a, b], _time);
        await SendAsync(ring);
        _time.Pass(TimeSpan.FromSeconds(1));
        await SendAsync(ring);
        Assert.Equal([1, 1], [a.Asked, b.Asked]);

        await SendAsync(ring);
        Assert.Equal([1, 2], [a.Asked, b.Asked]);
    }

    private static async Task SendAsync(NodeRing ring)
    {
        try
        {
            await ring.SendAsync(SearchRequest.Get("_count"), CancellationToken.None);
        }
        catch (ElasticsearchException fault)
        {
            Assert.Equal(ElasticsearchFault.Unreachable, fault.Fault);
        }
    }

    private sealed class Node : ISearchTransport
    {
        public int Status { get; set; } = 200;

        public int Asked { get; private set; }

        public ValueTask<SearchResponse> SendAsync(SearchRequest request, CancellationToken cancellation)
        {
            Asked++;
            return Status == 0 ? throw new ElasticsearchException(ElasticsearchFault.Unreachable, "away") : new(new SearchResponse(Status, default));
        }

        public void Dispose()
        {
        }
    }
}
