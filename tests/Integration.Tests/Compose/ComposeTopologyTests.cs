using System.ComponentModel.DataAnnotations;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Gateway;
using MemberGrains.Gateway.Accounts;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.ReadModels.Redis.Options;
using MemberGrains.Silo.Hosting;
using MemberGrains.Storage.MySql;
using Microsoft.Extensions.Configuration;

namespace MemberGrains.Integration.Tests.Compose;

/// <summary>What docker-compose.yml tells the product is what the product asks for, and each address is a service there.</summary>
public sealed class ComposeTopologyTests
{
    private static readonly string[] _processes = ["silo-a1", "silo-a2", "silo-b1", "silo-b2", "gateway-a", "gateway-b"];
    private readonly ComposeFile _compose = new();

    public static TheoryData<string> Processes => [.. _processes];

    [Fact]
    public void Two_silos_and_a_gateway_stand_in_each_center()
    {
        Assert.Equal(_processes.Order(), _compose.Services.Values.Where(service => service.Build.Count > 0).Select(service => service.Name).Order());
        Assert.All(_processes, name => Assert.Equal(_compose.Services[name].Center, name.Split('-')[1][..1]));
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_process_gets_every_store_in_the_products_own_shape(string process)
    {
        var settings = SettingsOf(process);
        AssertRecord(Bound<MySqlRecordOptions>(settings.GetSection(MySqlRecordOptions.Section)));
        foreach (string center in new[] { "a", "b" })
        {
            var broker = Bound<RabbitMqOptions>(settings.GetSection($"ChangeStream:RabbitMq:{center}"));
            Assert.Equal(center, _compose.Services[broker.Host].Center);
            Assert.Equal(_compose.Services[broker.Host].Environment["RABBITMQ_DEFAULT_USER"], broker.User);
            var cache = Bound<RedisCacheOptions>(settings.GetSection($"Cache:Redis:{center}"));
            Assert.Equal(center, _compose.Services[Assert.Single(cache.Endpoints).Split(':')[0]].Center);
        }

        foreach (string role in ElasticsearchClusterOptions.Roles)
        {
            var search = Bound<ElasticsearchClusterOptions>(settings.GetSection($"{ElasticsearchClusterOptions.Section}:{role}"));
            Assert.Equal($"search-{role}", new Uri(Assert.Single(search.Urls)).Host);
            Assert.Equal($"search-{role}", _compose.Services[$"search-{role}"].Environment["cluster.name"]);
        }
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_process_is_told_its_center_and_the_cluster_and_nothing_that_nobody_reads(string process)
    {
        var settings = SettingsOf(process);
        string[] sections = [.. settings.GetChildren().Select(section => section.Key)];
        string own = process.StartsWith("silo", StringComparison.Ordinal) ? "Silo" : "Gateway";
        Assert.Equal(new[] { "Cache", "ChangeStream", "Cluster", own, "Record", "Search" }.Order(), sections.Order());
        Assert.Equal(_compose.Services[process].Center, settings[$"{own}:Center"]);
        Assert.Equal(["ClusterId", "ConnectionString", "ServiceId"], settings.GetSection("Cluster").GetChildren().Select(setting => setting.Key).Order());
        Assert.Contains("Server=c0-a1;", settings["Cluster:ConnectionString"], StringComparison.Ordinal);
    }

    [Fact]
    public void Silos_and_gateways_take_their_own_sections()
    {
        Assert.Equal("b", Bound<SiloProcessOptions>(SettingsOf("silo-b2").GetSection("Silo")).Center);
        var gateway = SettingsOf("gateway-a").GetSection("Gateway").Get<GatewayOptions>(binding => binding.ErrorOnUnknownConfiguration = true)!;
        Assert.Equal("a", gateway.Center);
        Assert.Equal(AccountClass.Order, Assert.Single(gateway.Accounts).Class);
        string published = Assert.Single(_compose.Services["gateway-a"].Ports);
        Assert.EndsWith($":{new Uri(gateway.Address).Port}", published, StringComparison.Ordinal);
    }

    [Fact]
    public void The_servers_numbers_differ_and_each_clusters_setup_knows_its_four_nodes()
    {
        string[] numbers = [.. _compose.Services.Values.SelectMany(service => service.Command).Where(word => word.StartsWith("--server-id=", StringComparison.Ordinal))];
        Assert.Equal(8, numbers.Distinct().Count());
        foreach (var (cluster, home) in new[] { ("c0", "a"), ("c1", "b") })
        {
            var setup = _compose.Services[$"{cluster}-setup"];
            string[] nodes = setup.Environment["NODES"].Split(' ');
            Assert.Equal(setup.DependsOn.Keys.Order(), nodes.Select(node => node.Split(':')[0]).Order());
            Assert.All(nodes, node => Assert.Equal(_compose.Services[node.Split(':')[0]].Center, node.Split(':')[1]));
            Assert.Equal(home, setup.Environment["HOME_CENTER"]);
            Assert.Equal($"{cluster}-{home}1", setup.Environment["PRIMARY"]);
        }
    }

    private void AssertRecord(MySqlRecordOptions record)
    {
        Assert.Equal(MySqlTls.Unverified, record.Tls);
        Assert.Equal([("c0", "a", "c0-a1"), ("c1", "b", "c1-b1")], record.Clusters.Select(cluster => (cluster.Id, cluster.Home, cluster.Primary)));
        foreach (var cluster in record.Clusters)
        {
            Assert.Equal(["a", "a", "b", "b"], cluster.Nodes.Select(node => node.Center).Order());
            Assert.Contains(cluster.Primary, cluster.Nodes.Select(node => node.Name));
            Assert.All(cluster.Nodes, node => Assert.Equal(node.Center, _compose.Services[node.Host].Center));
        }
    }

    /// <summary>Every key is one of the class, and the values are within its limits.</summary>
    private static T Bound<T>(IConfigurationSection section)
    {
        var options = section.Get<T>(binding => binding.ErrorOnUnknownConfiguration = true)!;
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return options;
    }

    /// <summary>As the process reads its environment: the prefix is taken off, <c>__</c> separates levels.</summary>
    private IConfigurationRoot SettingsOf(string process) => new ConfigurationBuilder()
        .AddInMemoryCollection(_compose.Services[process].Environment.Select(variable =>
        {
            Assert.StartsWith("MEMBERGRAINS_", variable.Key, StringComparison.Ordinal);
            return KeyValuePair.Create(variable.Key["MEMBERGRAINS_".Length..].Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value);
        }))
        .Build();
}
