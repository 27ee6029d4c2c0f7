using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Servers.Tests;

[Needs(Server.Elasticsearch)]
public sealed class ElasticsearchTests
{
    [ServerTheory]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_node_killed_comes_back_on_its_port_with_what_it_acknowledged(int version)
    {
        await using var node = await ElasticsearchNode.StartNewAsync(new ElasticsearchOptions { Version = version, Hurried = true });
        using var http = new HttpClient { BaseAddress = node.Url };
        var root = await http.GetFromJsonAsync<JsonElement>("/");
        Assert.StartsWith($"{version}.", root.GetProperty("version").GetProperty("number").GetString(), StringComparison.Ordinal);
        using var put = await http.PutAsJsonAsync("/kept/_doc/1", new { name = "value" });
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);

        await node.RestartAsync();

        Assert.Equal(http.BaseAddress, node.Url);
        var kept = await http.GetFromJsonAsync<JsonElement>("/kept/_doc/1");
        Assert.Equal("value", kept.GetProperty("_source").GetProperty("name").GetString());
    }
}
