using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Cache;
using MemberGrains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Gateway.Tests.Contract;

/// <summary>A cache that has just lost everything, and ten times as many callers as before.</summary>
public sealed class ColdCacheTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const int Keys = 10;

    // Of one key a gateway has one read of the record under way and one that gathers who came meanwhile; and on a busy machine
    // one more, for whoever was held up between its miss and asking.
    private const int ReadsOfAKey = 3;

    [Fact]
    public async Task A_cold_cache_under_a_tenfold_surge_does_not_multiply_reads_of_the_record()
    {
        Wire[] gateways = [world.A, await world.OpenAsync(GatewayWorld.Options("a"))];
        var keys = Enumerable.Range(0, Keys).Select(_ => Some.Phone()).ToArray();
        foreach (var key in keys) await world.A.RegisterAsync(key);
        using var replica = world.Faults.On<IReplicaReaderGrain>("ReadAsync", () => throw new InvalidOperationException("Every miss is the grains', so that each of their calls is one key."));

        int usual = await ReadsAsync(gateways, keys, callersOfAKey: 2);
        int surge = await ReadsAsync(gateways, keys, callersOfAKey: 20);

        Assert.InRange(usual, Keys, gateways.Length * ReadsOfAKey * Keys);
        Assert.InRange(surge, Keys, gateways.Length * ReadsOfAKey * Keys);
    }

    [Fact]
    public async Task Misses_of_many_keys_go_to_the_replica_in_few_calls()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => Some.Phone()).ToArray();
        foreach (var key in keys) await world.A.RegisterAsync(key);
        await ForgetAsync();
        int calls = 0;
        using var replica = world.Faults.On<IReplicaReaderGrain>("ReadAsync", () => CountSlowlyAsync(() => Interlocked.Increment(ref calls)));

        await Task.WhenAll(keys.Select(key => AskAsync(world.A, key)));

        Assert.InRange(calls, 1, keys.Length / 4);
    }

    /// <summary>Reads of the record that it takes to answer all callers out of a cold cache.</summary>
    private async Task<int> ReadsAsync(Wire[] gateways, IdentityKey[] keys, int callersOfAKey)
    {
        await ForgetAsync();
        int reads = 0;
        using var grain = world.Faults.On<IIdentityGrain>("ResolveAsync", () => CountSlowlyAsync(() => Interlocked.Increment(ref reads)));
        await Task.WhenAll(
            from key in keys
            from caller in Enumerable.Range(0, callersOfAKey)
            select AskAsync(gateways[caller % gateways.Length], key));
        return reads;
    }

    private async Task ForgetAsync()
    {
        await world.ForgetCacheAsync("a");
        await world.Parts.GetRequiredKeyedService<CacheGenerationClient>("a").WaitUsableAsync(CancellationToken.None);
    }

    /// <summary>A record that takes its time, so that callers meet while one reads.</summary>
    private static async Task CountSlowlyAsync(Action count)
    {
        count();
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }

    private static async Task AskAsync(Wire gateway, IdentityKey key)
    {
        var answer = await gateway.GetAsync(key);
        Assert.Equal((200, key.Text), (answer.Status, answer.Json.GetProperty("identity").GetString()));
    }
}
