using System.Collections.Immutable;
using System.Globalization;
using MemberGrains.Bench.Results;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Servers.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace MemberGrains.Bench.Cache;

/// <summary>The cache in Redis: hits, misses that are filled, the projection's writes; beside plain GETs of the same values in the same run.</summary>
internal static class CacheBench
{
    private const int Callers = 100;
    private const int Keys = 10_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);
    private static readonly ImmutableArray<byte> Json = [.. new byte[400]];

    public static async Task RunAsync(string root)
    {
        await using var server = await RedisServer.StartNewAsync();
        await using var provider = Compose(server);
        var cache = provider.GetRequiredKeyedService<ICenterCache>("a");
        while (await cache.ReadAsync(KeyOf(0), BenchGenerations.Generation, default) is CacheRead.Bypassed) await Task.Yield();
        await Task.WhenAll(Enumerable.Range(0, Keys).Select(i => PutAsync(cache, i, 1).AsTask()));

        using var plain = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port},password={server.Password}");
        IDatabaseAsync database = plain.GetDatabase();
        byte[] value = [.. Json];
        await Task.WhenAll(Enumerable.Range(0, Keys).Select(i => database.StringSetAsync(PlainKey(i), value)));

        var raw = await MeasureAsync(async i => (await database.StringGetAsync(PlainKey(i % Keys))).HasValue);
        var hit = await MeasureAsync(async i => await cache.ReadAsync(KeyOf(i % Keys), BenchGenerations.Generation, default) is CacheRead.Hit);
        var fill = await MeasureAsync(i => FillAsync(cache, Keys + i));
        var put = await MeasureAsync(i => PutAsync(cache, i % Keys, 2 + (i / Keys)));
        ResultFile.Write(root, "cache", $"One Redis on this machine; {Callers} callers, one call under way each; values of {Json.Length} bytes; {Measured.TotalSeconds:N0} s after {WarmUp.TotalSeconds:N0} s of warm-up. Hits through the adapter: {hit.Rate / raw.Rate:P0} of plain GETs.",
        [
            new Figure("plain GET", raw.Rate, "calls/s"),
            new Figure("plain GET p50", raw.P50, "ms"),
            new Figure("plain GET p99", raw.P99, "ms"),
            new Figure("hit", hit.Rate, "reads/s"),
            new Figure("hit p50", hit.P50, "ms"),
            new Figure("hit p99", hit.P99, "ms"),
            new Figure("miss, then fill", fill.Rate, "fills/s"),
            new Figure("miss, then fill p50", fill.P50, "ms"),
            new Figure("miss, then fill p99", fill.P99, "ms"),
            new Figure("projection's write", put.Rate, "writes/s"),
            new Figure("projection's write p99", put.P99, "ms"),
        ]);
    }

    private static ServiceProvider Compose(RedisServer server)
    {
        var settings = new Dictionary<string, string?>();
        foreach (string center in (string[])["a", "b"])
        {
            settings[$"Redis:{center}:Endpoints:0"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Port}");
            settings[$"Redis:{center}:Password"] = server.Password;
        }

        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ICacheGenerations>(new BenchGenerations())
            .AddRedisCaches(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Redis"))
            .BuildServiceProvider();
    }

    private static IdentityKey KeyOf(long i) => new(string.Create(CultureInfo.InvariantCulture, $"phone:+861{i:D10}"));

    private static string PlainKey(long i) => string.Create(CultureInfo.InvariantCulture, $"plain:a:1:{{phone:+861{i:D10}}}");

    private static CacheEntry Entry(long version) => new(version, Json, TimeProvider.System.GetUtcNow());

    private static ValueTask<bool> PutAsync(ICenterCache cache, long i, long version) => cache.PutIfNewerAsync(KeyOf(i), BenchGenerations.Generation, Entry(version), default);

    private static async ValueTask<bool> FillAsync(ICenterCache cache, long i) =>
        await cache.ReadAsync(KeyOf(i), BenchGenerations.Generation, default) is CacheRead.Miss { Lease: > 0 } miss
        && await cache.FillAsync(KeyOf(i), BenchGenerations.Generation, miss.Lease, Entry(1), default);

    private static async Task<(double Rate, double P50, double P99)> MeasureAsync(Func<long, ValueTask<bool>> call)
    {
        long next = 0;
        await CallAsync(WarmUp);
        long began = TimeProvider.System.GetTimestamp();
        long[] taken = [.. (await CallAsync(Measured)).SelectMany(own => own).Order()];
        double seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        return (taken.Length / seconds, Percentiles.Ms(taken, 0.5, TimeProvider.System), Percentiles.Ms(taken, 0.99, TimeProvider.System));

        Task<List<long>[]> CallAsync(TimeSpan duration) => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var own = new List<long>();
            long until = TimeProvider.System.GetTimestamp() + (long)(duration.TotalSeconds * TimeProvider.System.TimestampFrequency);
            for (long sent = TimeProvider.System.GetTimestamp(); sent < until; sent = TimeProvider.System.GetTimestamp())
            {
                if (!await call(Interlocked.Increment(ref next) - 1)) throw new InvalidOperationException("The cache did not answer as it must.");
                own.Add(TimeProvider.System.GetTimestamp() - sent);
            }

            return own;
        })));
    }
}
