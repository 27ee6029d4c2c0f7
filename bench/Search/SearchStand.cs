using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.ReadModels.Registration;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Bench.Search;

/// <summary>One node and the adapter on it, registered as a silo registers it.</summary>
internal sealed class SearchStand(ElasticsearchNode node, ServiceProvider provider) : IAsyncDisposable
{
    public const string Prefix = "bench";

    public Uri Url => node.Url;

    public ISearchCluster Cluster { get; } = provider.GetRequiredKeyedService<ISearchCluster>(SearchSource.Primary);

    public static async Task<SearchStand> StartAsync()
    {
        var node = await ElasticsearchNode.StartNewAsync(new ElasticsearchOptions { HeapMb = 512 });
        var values = ElasticsearchClusterOptions.Roles.SelectMany(role => new Dictionary<string, string?>
        {
            [$"{ElasticsearchClusterOptions.Section}:{role}:Urls:0"] = node.Url.ToString(),
            [$"{ElasticsearchClusterOptions.Section}:{role}:IndexPrefix"] = Prefix,
        });
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDependencies();
        services.AddSingleton<IStreamClusters>(SlotMap.Default);
        services.AddElasticsearch(configuration.GetSection(ElasticsearchClusterOptions.Section));
        return new SearchStand(node, services.BuildServiceProvider());
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await node.DisposeAsync();
    }
}
