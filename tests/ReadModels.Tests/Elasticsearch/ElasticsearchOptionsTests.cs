using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.ReadModels.Registration;
using MemberGrains.ReadModels.Search;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Tests.Elasticsearch;

public sealed class ElasticsearchOptionsTests
{
    private const string Section = ElasticsearchClusterOptions.Section;

    [Fact]
    public void The_three_clusters_come_from_their_section()
    {
        using var provider = Provide(("backup:Urls:0", "https://b1:9200"), ("backup:User", "mg"), ("backup:Password", "geheim"), ("backup:RefreshInterval", "00:00:02"));

        var backup = provider.GetRequiredService<IOptionsMonitor<ElasticsearchClusterOptions>>().Get("backup");

        Assert.Equal(["https://b1:9200"], backup.Urls);
        Assert.Equal("geheim", backup.Password);
        Assert.Equal(TimeSpan.FromSeconds(2), backup.RefreshInterval);
        Assert.Equal(["primary", "backup", "marketing"], ElasticsearchClusterOptions.Roles.AsEnumerable());
    }

    [Theory]
    [InlineData("primary:Urls:0", "ftp://a", "Urls:0 is no http or https URL")]
    [InlineData("primary:Urls:0", "http://mg:geheim@a:9200", "Urls:0 holds credentials")]
    [InlineData("primary:Urls:0", "http://a:9200?x=geheim", "Urls:0 must end with its path")]
    [InlineData("primary:User", "mg", "User and Password go together")]
    [InlineData("primary:RefreshInterval", "00:00:05", "below the lag budget of search")]
    [InlineData("primary:RefreshInterval", "00:00:00.010", "RefreshInterval")]
    [InlineData("primary:IndexPrefix", "Member Grains", "IndexPrefix")]
    [InlineData("primary:Shards", "0", "Shards")]
    public void What_can_not_be_is_refused_by_name_and_without_a_secret(string key, string value, string said)
    {
        using var provider = Provide((key, value));

        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<ElasticsearchClusterOptions>>().Get("primary"));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_and_a_password_together_are_refused()
    {
        using var provider = Provide(("primary:User", "mg"), ("primary:Password", "geheim"), ("primary:ApiKey", "schluessel"));

        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<ElasticsearchClusterOptions>>().Get("primary"));

        Assert.Contains($"{Section}:primary: Give either User and Password or ApiKey.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_without_a_node_is_refused_when_the_host_starts()
    {
        using var provider = Provide(("marketing:Urls:0", null));

        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("Urls", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_dump_shows_a_secret()
    {
        var options = new ElasticsearchClusterOptions { Urls = ["https://a:9200"], User = "mg", Password = "geheim" };

        Assert.Contains("user mg, password ***", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("schluessel", new ElasticsearchClusterOptions { ApiKey = "schluessel" }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_models_are_those_of_the_embedded_clusters()
    {
        using var provider = Provide();

        var models = provider.GetRequiredService<SearchModels>();

        Assert.Equal(["search-primary", "search-backup", "search-marketing"], models.All.Select(model => model.Cluster.Name));
        Assert.Equal(["a", "b", "a"], models.All.Select(model => model.Health.Center));
        Assert.All(models.All, model => Assert.Equal(model.Group, model.Cluster.Name));
    }

    private static ServiceProvider Provide(params (string Key, string? Value)[] changes)
    {
        var values = ElasticsearchClusterOptions.Roles.ToDictionary(role => $"{Section}:{role}:Urls:0", string? (_) => "http://127.0.0.1:9200");
        foreach (var (key, value) in changes)
        {
            if (value is null) values.Remove($"{Section}:{key}");
            else values[$"{Section}:{key}"] = value;
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDependencies();
        services.AddSingleton<IStreamClusters>(new OneCluster());
        services.AddElasticsearch(new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(Section));
        return services.BuildServiceProvider();
    }

    private sealed class OneCluster : IStreamClusters
    {
        public IReadOnlyList<string> Names => ["c0"];

        public string ClusterOf(Interfaces.Slots.Slot slot) => "c0";
    }
}
