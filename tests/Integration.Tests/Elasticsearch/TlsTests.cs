using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Servers.Tls;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Search over TLS: who is believed, who is not, and how that is told. The node has no TLS of its own: a proxy has.</summary>
[Collection(nameof(NarrowNodeCollection))]
[Needs(Server.Elasticsearch)]
public sealed class TlsTests(NarrowNode fixture) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [ServerFact]
    public async Task A_cluster_of_the_named_authority_takes_documents_and_gives_them()
    {
        await using var front = await TlsFront.StartAsync(fixture.Server.Url, _authority.Issue());
        using var place = new SearchPlace(front.Url);
        var cluster = place.Open(options => Secure(options, _authority.CaFile));
        var key = Some.Phone();

        await cluster.BulkAsync(SomeDocuments.Batch((key, 1)), None);
        await cluster.RefreshAsync(None);

        Assert.NotNull((await cluster.GetIdentitiesAsync([key], None))[0]);
    }

    [ServerFact]
    public async Task A_cluster_of_another_authority_is_told_nothing()
    {
        using var another = new TestAuthority();
        await using var front = await TlsFront.StartAsync(fixture.Server.Url, another.Issue());

        Assert.Contains("is not trusted by", await RefusedAsync(front.Url, _authority.CaFile), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task Without_a_named_authority_the_machine_decides()
    {
        await using var front = await TlsFront.StartAsync(fixture.Server.Url, _authority.Issue());

        Assert.Contains("is not trusted by this machine", await RefusedAsync(front.Url, null), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_cluster_without_TLS_is_told_nothing() =>
        Assert.Contains("TLS", await RefusedAsync(new UriBuilder(fixture.Server.Url) { Scheme = Uri.UriSchemeHttps }.Uri, _authority.CaFile), StringComparison.Ordinal);

    private static void Secure(ElasticsearchClusterOptions options, string? ca) => (options.TlsCa, options.User, options.Password) = (ca, "user", "secret-of-search");

    private static async Task<string> RefusedAsync(Uri url, string? ca)
    {
        using var place = new SearchPlace(url);
        var fault = await Assert.ThrowsAsync<ElasticsearchException>(async () => await place.Open(options => Secure(options, ca)).GetMembersAsync(["m1"], None));
        Assert.Equal(ElasticsearchFault.Unreachable, fault.Fault);
        Assert.DoesNotContain("secret-of-search", fault.ToString(), StringComparison.Ordinal);
        return fault.Message;
    }
}
