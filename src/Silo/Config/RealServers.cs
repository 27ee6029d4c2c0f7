using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Storage.MySql;

namespace MemberGrains.Silo.Config;

/// <summary>The adapters of the real servers, and the sections that name them.</summary>
public static class RealServers
{
    /// <summary>The section that names the search clusters.</summary>
    public const string SearchSection = "Search:Elasticsearch";

    /// <summary>
    /// MySQL, RabbitMQ, Elasticsearch and Redis as the sections <c>Record:MySql</c>, <c>ChangeStream:RabbitMq</c>,
    /// <c>Search:Elasticsearch</c> and <c>Cache:Redis</c> say, their time-outs as <c>Dependencies</c> says; all are checked
    /// when the host starts.
    /// </summary>
    public static IServiceCollection AddRealServers(this IServiceCollection services, IConfiguration settings) => services
        .AddRealServersButSearch(settings)
        .AddElasticsearch(settings.GetSection(SearchSection));

    /// <summary>The same without Elasticsearch, for a laptop that has none.</summary>
    public static IServiceCollection AddRealServersButSearch(this IServiceCollection services, IConfiguration settings) => services
        .AddDependencies(settings)
        .AddMySqlRecord(settings.GetSection(MySqlRecordOptions.Section))
        .AddRabbitMqBrokers(settings.GetSection("ChangeStream:RabbitMq"))
        .AddRedisCaches(settings.GetSection("Cache:Redis"));
}
