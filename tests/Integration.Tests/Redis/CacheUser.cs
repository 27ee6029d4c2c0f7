using System.Globalization;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Integration.Tests.Redis;

/// <summary>One process of center a that uses its cache, composed as a host composes it: a gateway, or a projector.</summary>
internal sealed class CacheUser : IAsyncDisposable
{
    /// <summary>After this time a server that does not answer is read past.</summary>
    public const int CallTimeoutMs = 500;

    private readonly ServiceProvider _provider;

    private CacheUser(ServiceProvider provider) => _provider = provider;

    public ICenterCache Cache => _provider.GetRequiredKeyedService<ICenterCache>("a");

    public CacheGenerationClient Generations => _provider.GetRequiredKeyedService<CacheGenerationClient>("a");

    public CacheFloors Floors => new(Cache, Generations);

    /// <summary>A process whose cache works.</summary>
    public static async Task<CacheUser> StartAsync(ICacheGenerations generations, RedisPlace place)
    {
        var settings = new Dictionary<string, string?>();
        foreach (string center in (string[])["a", "b"])
        {
            for (int i = 0; i < place.Ports.Count; i++)
                settings[$"Redis:{center}:Endpoints:{i}"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{place.Ports[i]}");
            settings[$"Redis:{center}:Password"] = place.Password;
            settings[$"Redis:{center}:SentinelService"] = place.Service;
            settings[$"Redis:{center}:KeyPrefix"] = place.Prefix;
            settings[$"Redis:{center}:ClockToleranceMs"] = "0";
            settings[$"Redis:{center}:ProbeMs"] = "100";
            settings[$"Redis:{center}:ProbeTimeoutMs"] = "1500";
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(generations);
        services.AddRedisCaches(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Redis"));
        // Patience with a machine that runs all tests at once.
        services.Configure<DependencyTable>(table => table.CacheCall.TimeoutMs = CallTimeoutMs);
        services.Configure<CacheOptions>(options => (options.FillLease, options.Lock) = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)));
        var user = new CacheUser(services.BuildServiceProvider());
        await user.Generations.StartAsync(CancellationToken.None);
        await user.WorkingAsync();
        return user;
    }

    /// <summary>Waits until a generation can be used here; returns it.</summary>
    public async Task<long> WorkingAsync(long after = 0)
    {
        long generation = 0;
        await Eventually.TrueAsync(async () =>
        {
            generation = Generations.Usable;
            return generation > after && await ReadAsync(Testing.Some.Card(), generation) is CacheRead.Miss;
        });
        return generation;
    }

    /// <summary>As a gateway reads: what is read counts only under a lease that still runs. On a busy machine one may lapse.</summary>
    public async Task<CacheRead> ReadAsync(IdentityKey key)
    {
        while (true)
        {
            long generation = await Generations.WaitUsableAsync(CancellationToken.None);
            var read = await ReadAsync(key, generation);
            if (Generations.IsUsable(generation)) return read;
        }
    }

    public async Task<CacheRead> ReadAsync(IdentityKey key, long generation) => await Cache.ReadAsync(key, generation, CancellationToken.None);

    /// <summary>As the projection writes.</summary>
    public async Task<bool> PutAsync(IdentityKey key, long version) =>
        await Cache.PutIfNewerAsync(key, await Generations.WaitUsableAsync(CancellationToken.None), Entry(version), CancellationToken.None);

    /// <summary>As a command's answer waits for its floors.</summary>
    public async Task RaiseAsync(IdentityKey key, long version) => await Floors.RaiseAsync([new(key, version)], CancellationToken.None);

    public static CacheEntry Entry(long version) => new(version, [(byte)version], TimeProvider.System.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        await Generations.StopAsync(CancellationToken.None);
        await _provider.DisposeAsync();
    }
}
