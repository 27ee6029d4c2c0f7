using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Redis;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Servers.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberGrains.Conformance.Cache;

/// <summary>The caches in Redis as a host registers them, of which a test uses center a's.</summary>
internal sealed class RedisStand : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private RedisStand(ServiceProvider provider) => _provider = provider;

    public ICenterCache Cache => _provider.GetRequiredKeyedService<ICenterCache>("a");

    public static async Task<RedisStand> OpenAsync(RedisServer server, string prefix, ICacheGenerations homes, CacheOptions options)
    {
        var settings = new Dictionary<string, string?>();
        foreach (string center in (string[])["a", "b"])
        {
            settings[$"Redis:{center}:Endpoints:0"] = $"127.0.0.1:{server.Port}";
            settings[$"Redis:{center}:Password"] = server.Password;
            settings[$"Redis:{center}:KeyPrefix"] = prefix;
            // One clock: everything is on this machine.
            settings[$"Redis:{center}:ClockToleranceMs"] = "0";
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(homes);
        services.AddRedisCaches(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Redis"));
        services.AddSingleton(Options.Create(options));
        // Time for a machine that runs all tests at once: none of these waits for a time-out.
        services.Configure<DependencyTable>(table => table.CacheCall.TimeoutMs = 20_000);
        var stand = new RedisStand(services.BuildServiceProvider());
        await ((RedisCenterCache)stand.Cache).ConnectedAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        return stand;
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
