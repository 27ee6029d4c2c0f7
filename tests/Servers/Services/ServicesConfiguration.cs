using System.Text.Json;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.MariaDb.Clusters;

namespace MemberGrains.Servers.Services;

/// <summary>What the product must know of its stores, in the shape that Silo, Gateway and the laptop read.</summary>
internal static class ServicesConfiguration
{
    private const string Host = "127.0.0.1";
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true };

    public static string Of(ServiceSet services) => JsonSerializer.Serialize(
        new
        {
            Record = new { MySql = Record(services.Records) },
            ChangeStream = new
            {
                RabbitMq = services.Brokers.ToDictionary(
                    broker => broker.Key,
                    broker => new { Host, broker.Value.Port, broker.Value.Account.User, broker.Value.Account.Password, VirtualHost = "/", Tls = false }),
            },
            Cache = new
            {
                Redis = services.Caches.ToDictionary(
                    cache => cache.Key,
                    cache => new { Endpoints = new[] { $"{Host}:{cache.Value.Port}" }, cache.Value.Password, Tls = false, SentinelService = (string?)null }),
            },
            Search = new
            {
                Elasticsearch = services.SearchUrls.ToDictionary(
                    cluster => cluster.Key,
                    cluster => new { Urls = new[] { cluster.Value.ToString().TrimEnd('/') }, User = (string?)null, Password = (string?)null }),
            },
        },
        _json);

    private static object Record(IReadOnlyList<MariaDbCluster> clusters)
    {
        var account = clusters[0].Account;
        return new
        {
            account.User,
            account.Password,
            MariaDbAccount.Database,
            Tls = "None",
            Clusters = clusters.Select(cluster => new
            {
                cluster.Id,
                cluster.Home,
                Primary = cluster.Primary.Name,
                Nodes = cluster.Nodes.Select(node => new { node.Name, node.Center, Host, node.Server.Port }),
            }),
        };
    }
}
