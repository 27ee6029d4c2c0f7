using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Registration;

/// <summary>Registration of search over Elasticsearch.</summary>
public static class ElasticsearchServices
{
    /// <summary>
    /// The three search clusters, in place of <see cref="EmbeddedReadModelServices.AddEmbeddedSearch"/>. Needs
    /// <see cref="IStreamClusters"/>, <see cref="DependencyPipelines"/> and a <see cref="TimeProvider"/>. Indices and
    /// templates are seen to with the first call of each cluster, so a cluster that is out holds up no start.
    /// </summary>
    /// <param name="services">The host's.</param>
    /// <param name="section"><see cref="ElasticsearchClusterOptions.Section"/>, with <c>primary</c>, <c>backup</c> and <c>marketing</c>.</param>
    public static IServiceCollection AddElasticsearch(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddReadModelCore();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ElasticsearchClusterOptions>, ElasticsearchClusterValidation>());
        foreach (string role in ElasticsearchClusterOptions.Roles)
            services.AddOptions<ElasticsearchClusterOptions>(role).Bind(section.GetSection(role)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSearchModels((provider, source, name) => new ElasticsearchCluster(
            name,
            provider.GetRequiredService<IOptionsMonitor<ElasticsearchClusterOptions>>().Get(ElasticsearchClusterOptions.RoleOf(source)),
            provider.GetRequiredService<DependencyPipelines>(),
            provider.GetRequiredService<ReadModelMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ElasticsearchCluster>>()));
        return services;
    }
}
