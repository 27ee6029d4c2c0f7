using MemberGrains.ChangeStream;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Registration;

/// <summary>The three search clusters in their roles, whatever they are.</summary>
internal static class SearchModelServices
{
    /// <param name="services">The host's.</param>
    /// <param name="open">Makes the cluster of a role, which has this name.</param>
    public static void AddSearchModels(this IServiceCollection services, Func<IServiceProvider, SearchSource, string, ISearchCluster> open)
    {
        services.AddSearchModel(SearchSource.Primary, "a", StreamGroups.SearchPrimary, open);
        services.AddSearchModel(SearchSource.Backup, "b", StreamGroups.SearchBackup, open);
        services.AddSearchModel(SearchSource.Marketing, "a", StreamGroups.SearchMarketing, open);
    }

    private static void AddSearchModel(this IServiceCollection services, SearchSource source, string center, string name, Func<IServiceProvider, SearchSource, string, ISearchCluster> open)
    {
        services.AddKeyedSingleton<ISearchCluster>(source, (provider, _) => open(provider, source, name));
        services.AddSingleton(provider =>
        {
            var cluster = provider.GetRequiredKeyedService<ISearchCluster>(source);
            var budget = provider.GetRequiredService<IOptions<LagBudgets>>().Value.Search;
            return new SearchModel(source, name, cluster, provider.HealthOf(center, name, cluster.RefreshInterval, budget));
        });
    }
}
