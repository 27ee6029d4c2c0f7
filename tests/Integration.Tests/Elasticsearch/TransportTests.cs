using System.Net;
using System.Net.Sockets;
using System.Text;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Several nodes, credentials, and answers that make no sense.</summary>
[Collection(nameof(NarrowNodeCollection))]
[Needs(Server.Elasticsearch)]
public sealed class TransportTests(NarrowNode fixture)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ServerFact]
    public async Task A_node_that_is_away_is_left_alone_and_the_next_one_is_asked()
    {
        using var away = new TcpListener(IPAddress.Loopback, 0);
        away.Start();
        var nobody = new Uri($"http://{away.LocalEndpoint}");
        away.Stop();
        using var place = new SearchPlace(nobody, fixture.Server.Url);
        var cluster = place.Open();
        var key = Some.Phone();

        await cluster.BulkAsync(SomeDocuments.Batch((key, 1)), None);
        await cluster.RefreshAsync(None);

        for (int i = 0; i < 10; i++) Assert.NotNull((await cluster.GetIdentitiesAsync([key], None))[0]);
    }

    [Theory]
    [InlineData(200, "<html>It works!</html>")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"docs":[]}""")]
    [InlineData(200, """{"docs":[{"found":true}]}""")]
    public async Task An_answer_that_is_none_is_a_fault_that_says_so(int status, string body)
    {
        await using var node = await ScriptedNode.StartAsync(status, body);

        var fault = await FaultAsync(node.Url);

        Assert.Equal(ElasticsearchFault.Malformed, fault.Fault);
    }

    [Fact]
    public async Task Half_an_answer_is_none()
    {
        await using var node = await ScriptedNode.StartAsync(200, "{\"docs\":[", announced: 1_000);

        Assert.Equal(ElasticsearchFault.Unreachable, (await FaultAsync(node.Url)).Fault);
    }

    [Fact]
    public async Task Credentials_that_are_not_accepted_are_no_outage_and_no_secret_is_told()
    {
        await using var node = await ScriptedNode.StartAsync(401, """{"error":{"type":"security_exception","reason":"missing authentication credentials"},"status":401}""");

        var fault = await FaultAsync(node.Url, options => (options.User, options.Password) = ("elastic", "geheim"));

        Assert.Equal(ElasticsearchFault.Denied, fault.Fault);
        Assert.Contains("security_exception", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("elastic:geheim"))}", node.Credentials.Distinct().Single());
    }

    [Fact]
    public async Task An_api_key_goes_as_it_is()
    {
        await using var node = await ScriptedNode.StartAsync(403, """{"error":{"type":"security_exception","reason":"no"},"status":403}""");

        await FaultAsync(node.Url, options => options.ApiKey = "aWQ6a2V5");

        Assert.Equal("ApiKey aWQ6a2V5", node.Credentials.Distinct().Single());
    }

    private static async Task<ElasticsearchException> FaultAsync(Uri url, Action<ElasticsearchClusterOptions>? change = null)
    {
        using var place = new SearchPlace(url);
        return await Assert.ThrowsAsync<ElasticsearchException>(async () => await place.Open(change).GetMembersAsync(["m1"], None));
    }
}
