using System.Net.Http.Json;
using System.Text;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Registration;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Conformance.Search;

/// <summary>A real Elasticsearch, opened as a silo opens it; each test has indices of its own.</summary>
public abstract class ElasticsearchConformance(ServerFixture<ElasticsearchNode> fixture) : SearchConformance, IAsyncLifetime
{
    private static int _next;

    private readonly string _prefix = $"conformance-{Interlocked.Increment(ref _next)}";
    private ServiceProvider? _provider;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_provider is not null) await _provider.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override Task<ISearchCluster> OpenAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IStreamClusters>(SlotMap.Default);
        services.AddDependencies();
        // Longer than any test: nothing is refreshed before time passes.
        services.Configure<LagBudgets>(budgets => budgets.Search = TimeSpan.FromMinutes(10));
        // Patience with a machine that runs all tests at once.
        services.Configure<DependencyTable>(table => table.SearchQuery.TimeoutMs = 20_000);
        services.AddElasticsearch(Configuration().GetSection("Search:Elasticsearch"));
        _provider = services.BuildServiceProvider();
        return Task.FromResult(_provider.GetRequiredKeyedService<ISearchCluster>(SearchSource.Marketing));
    }

    /// <summary>Shortens the server's own interval and waits, in every shard, for a refresh that nobody asked for.</summary>
    protected override async Task PassAsync(TimeSpan time)
    {
        using var http = new HttpClient { BaseAddress = fixture.Server.Url };
        using var set = await http.PutAsJsonAsync($"{_prefix}-*/_settings", new Dictionary<string, string> { ["index.refresh_interval"] = "100ms" });
        set.EnsureSuccessStatusCode();
        // Deletions of what is not there: each is answered when its shard has refreshed by itself.
        var lines = from kind in new[] { "identity", "member" }
                    from none in Enumerable.Range(0, 16)
                    select $$$"""{"delete":{"_index":"{{{_prefix}}}-{{{kind}}}-write","_id":"none-{{{none}}}","routing":"none-{{{none}}}"}}""" + "\n";
        using var body = new StringContent(string.Concat(lines), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("_bulk?refresh=wait_for", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    private IConfiguration Configuration()
    {
        var values = new Dictionary<string, string?>();
        foreach (string role in new[] { "primary", "backup", "marketing" })
        {
            values[$"Search:Elasticsearch:{role}:Urls:0"] = fixture.Server.Url.ToString();
            values[$"Search:Elasticsearch:{role}:IndexPrefix"] = _prefix;
            values[$"Search:Elasticsearch:{role}:RefreshInterval"] = "00:01:00";
            values[$"Search:Elasticsearch:{role}:Shards"] = "2";
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
