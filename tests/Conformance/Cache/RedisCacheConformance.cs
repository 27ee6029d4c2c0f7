using System.Globalization;
using MemberGrains.ReadModels.Cache;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Cache;

/// <summary>The cache in Redis: a key prefix of its own for every test.</summary>
[Needs(Server.Redis)]
public sealed class RedisCacheConformance(RedisFixture redis) : CacheConformance, IClassFixture<RedisFixture>, IAsyncLifetime
{
    // What waiting does, without it: every key of the test comes nearer to its end.
    private const string Age = """
        for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do
          local left = redis.call('PTTL', key) - tonumber(ARGV[2])
          if left > 0 then redis.call('PEXPIRE', key, left) else redis.call('DEL', key) end
        end
        return 'OK'
        """;

    private static int _prefixes;
    private RedisStand? _stand;

    /// <inheritdoc/>
    protected override TimeSpan Margin => TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_stand is not null) await _stand.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task<(ICenterCache Cache, Func<TimeSpan, Task> Pass, Func<DateTimeOffset> Now)> OpenAsync(CacheOptions options)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _prefixes)}");
        _stand = await RedisStand.OpenAsync(redis.Server, prefix, new MemoryHomes(), options);
        return (_stand.Cache, PassAsync, TimeProvider.System.GetUtcNow);

        async Task PassAsync(TimeSpan span) => Assert.Equal(
            "OK",
            await redis.Server.AskAsync(CancellationToken.None, "EVAL", Age, "0", prefix + ":", span.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)));
    }

    [ServerFact]
    public async Task Every_key_ends_by_itself()
    {
        var stand = await OpenAsync(new CacheOptions());
        var (filled, put, raised, missed) = (Some.Phone(), Some.Phone(), Some.Phone(), Some.Phone());
        // The first use of a generation is its birth: what was made before it is too old.
        long lease = Assert.IsType<CacheRead.Miss>(await stand.Cache.ReadAsync(filled, 1, default)).Lease;
        await stand.Cache.FillAsync(filled, 1, lease, new CacheEntry(1, [1], stand.Now()), default);
        await stand.Cache.PutIfNewerAsync(put, 1, new CacheEntry(1, [1], stand.Now()), default);
        await stand.Cache.RaiseFloorsAsync([new(raised, 3)], 1, default);
        await stand.Cache.ReadAsync(missed, 1, default);

        string[] keys = (await redis.Server.AskAsync(CancellationToken.None, "KEYS", $"t{_prefixes}:*")).Split('\n');

        Assert.Equal(5, keys.Length); // two values, two floors, one lease
        foreach (string key in keys)
            Assert.InRange(long.Parse(await redis.Server.AskAsync(CancellationToken.None, "PTTL", key), CultureInfo.InvariantCulture), 1, 3_600_000);
    }

    [ServerFact]
    public async Task Reads_that_come_while_others_are_under_way_go_together()
    {
        const int Reads = 400;
        var stand = await OpenAsync(new CacheOptions());
        await stand.Cache.ReadAsync(Some.Phone(), 1, default);
        long before = await ScriptCallsAsync();

        await Task.WhenAll(Enumerable.Range(0, Reads).Select(_ => stand.Cache.ReadAsync(Some.Phone(), 1, default).AsTask()));

        // Two go alone and the others 64 at a time; the rest is room for replies that come early, and for the link's own probes.
        Assert.InRange(await ScriptCallsAsync() - before, Reads / 64, Reads / 2);
    }

    [ServerFact]
    public async Task A_value_that_somebody_else_wrote_fails_nobody_but_its_reader()
    {
        var stand = await OpenAsync(new CacheOptions());
        var (spoiled, sound) = (Some.Phone(), Some.Phone());
        await stand.Cache.ReadAsync(Some.Phone(), 1, default);
        await redis.Server.AskAsync(CancellationToken.None, "SET", $"t{_prefixes}:a:1:{{{spoiled.Text}}}", "no entry");

        // The first two go alone, so the others go together.
        var reads = new[] { Some.Phone(), Some.Phone(), spoiled, sound }.Select(key => stand.Cache.ReadAsync(key, 1, default).AsTask()).ToArray();

        await Assert.ThrowsAsync<FormatException>(() => reads[2]);
        Assert.IsType<CacheRead.Miss>(await reads[3]);
    }

    [ServerFact]
    public async Task The_keys_of_an_identity_stay_together_on_a_cluster_of_servers()
    {
        var stand = await OpenAsync(new CacheOptions());
        var identity = Some.UnionId();
        await stand.Cache.RaiseFloorsAsync([new(identity, 3)], 1, default);
        await stand.Cache.ReadAsync(identity, 1, default);

        string[] keys = (await redis.Server.AskAsync(CancellationToken.None, "KEYS", $"t{_prefixes}:*")).Split('\n');

        Assert.Equal(2, keys.Length);
        Assert.All(keys, key => Assert.Contains($"{{{identity.Text}}}", key, StringComparison.Ordinal));
    }

    private async Task<long> ScriptCallsAsync()
    {
        string statistics = await redis.Server.AskAsync(CancellationToken.None, "INFO", "commandstats");
        string calls = statistics.Split("cmdstat_evalsha:calls=")[1];
        return long.Parse(calls[..calls.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
