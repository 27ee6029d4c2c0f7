using MemberGrains.ChangeStream.Port;
using MemberGrains.Gateway.Config;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Search;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>A gateway of its own process put together for real servers; none is asked here.</summary>
[Collection(WorldCollection.Name)]
public sealed class RealViewTests(GatewayWorld world)
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Record:MySql:Clusters:0:Id"] = "c0",
        ["Record:MySql:Clusters:1:Id"] = "c1",
        ["Cache:Redis:a:Endpoints:0"] = "127.0.0.1:1",
        ["Cache:Redis:b:Endpoints:0"] = "127.0.0.1:1",
        ["Search:Elasticsearch:primary:Urls:0"] = "http://127.0.0.1:1",
        ["Search:Elasticsearch:backup:Urls:0"] = "http://127.0.0.1:1",
        ["Search:Elasticsearch:marketing:Urls:0"] = "http://127.0.0.1:1",
    };

    [Fact]
    public async Task Everything_a_gateway_reads_is_there()
    {
        await using var services = Compose(Settings);

        Assert.Equal("b", services.GetRequiredService<ICenterCache>().Center);
        Assert.NotNull(services.GetRequiredService<IMemberSearch>());
        Assert.Null(services.GetRequiredService<IStreamProgress>().AppliedThrough(new Slot(0)));
        Assert.Equal(["a redis", "a search-marketing", "a search-primary", "b redis", "b search-backup"],
            services.GetRequiredService<IReadModelStatus>().Items().Select(item => $"{item.Center} {item.Name}"));
    }

    [Theory]
    [InlineData("Cache:Redis:a:Endpoints:0", "not an endpoint")]
    [InlineData("Search:Elasticsearch:backup:Urls:0", "ftp://there")]
    [InlineData("Dependencies:CacheCall:TimeoutMs", "-1")]
    public async Task A_wrong_setting_is_found_at_the_start(string key, string value)
    {
        await using var services = Compose(new(Settings) { [key] = value });

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
    }

    [Fact]
    public void Clusters_that_are_not_named_are_refused() =>
        Assert.Contains("Record:MySql:Clusters", Assert.Throws<InvalidOperationException>(() => Compose([])).Message, StringComparison.Ordinal);

    [Fact]
    public void Slots_are_split_as_silos_split_them()
    {
        var mine = new ConfiguredClusters(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        IStreamClusters theirs = Storage.Slots.SlotMap.Default;

        Assert.Equal(theirs.Names, mine.Names);
        Assert.All(Enumerable.Range(0, Slot.Count), slot => Assert.Equal(theirs.ClusterOf(new Slot((short)slot)), mine.ClusterOf(new Slot((short)slot))));
    }

    private ServiceProvider Compose(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IGrainFactory>(world.Grains);
        services.AddRealViews(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "b");
        return services.BuildServiceProvider();
    }
}
