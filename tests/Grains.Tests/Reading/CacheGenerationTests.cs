using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Grains.Tests.Reading;

public sealed class CacheGenerationTests : IAsyncLifetime
{
    private const string Job = "cache-generation-a";

    private readonly GrainCluster _cluster = new();

    private ICacheGenerationGrain Generations => _cluster.Grains.GetGrain<ICacheGenerationGrain>("a");

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Every_caller_of_a_center_gets_the_same_generation_and_each_center_has_its_own()
    {
        var (first, second) = (await Generations.LeaseAsync(), await Generations.LeaseAsync());

        Assert.True(first.Generation > 0);
        Assert.Equal(first, second);
        Assert.Equal(1_000, first.LeaseMs);
        Assert.True((await _cluster.Grains.GetGrain<ICacheGenerationGrain>("b").LeaseAsync()).Generation > 0);
    }

    [Fact]
    public async Task A_retired_generation_is_gone_when_its_leases_are_and_the_next_one_is_greater()
    {
        long given = TimeProvider.System.GetTimestamp();
        var lease = await Generations.LeaseAsync();

        var retired = Generations.RetireAsync(lease.Generation);
        long meanwhile;
        do
        {
            // Two calls of one caller may overtake each other on their way.
            meanwhile = (await Generations.LeaseAsync()).Generation;
        }
        while (meanwhile == lease.Generation);
        Assert.Equal(0, meanwhile);
        await retired;

        // The clocks of timers and of this test are some milliseconds apart.
        Assert.True(TimeProvider.System.GetElapsedTime(given).TotalMilliseconds > lease.LeaseMs * 0.9);
        Assert.True((await Generations.LeaseAsync()).Generation > lease.Generation);
    }

    [Fact]
    public async Task An_older_generation_is_retired_already()
    {
        var lease = await Generations.LeaseAsync();

        await Generations.RetireAsync(lease.Generation - 1);

        Assert.Equal(lease.Generation, (await Generations.LeaseAsync()).Generation);
    }

    [Fact]
    public async Task While_another_activation_holds_the_fence_there_is_no_generation()
    {
        Assert.NotNull(await _cluster.Store.Fences.AcquireAsync("c0", Job, "a duplicate", TimeSpan.FromMinutes(1), default));

        Assert.Equal(0, (await Generations.LeaseAsync()).Generation);

        await _cluster.Store.Fences.ReleaseAsync("c0", Job, "a duplicate", default);
        Assert.True((await Generations.LeaseAsync()).Generation > 0);
    }

    [Fact]
    public async Task Generations_ascend_over_a_restart()
    {
        long before = (await Generations.LeaseAsync()).Generation;

        // The activation that gave the lease leaves its fence behind, as a crash does; the next has to wait for its end.
        await _cluster.RestartAsync();
        await Generations.RetireAsync(before);

        Assert.True((await Generations.LeaseAsync()).Generation > before);
    }

    [Fact]
    public async Task A_generation_lives_where_it_was_first_said_to_live()
    {
        long generation = (await Generations.LeaseAsync()).Generation;
        var before = TimeProvider.System.GetUtcNow();

        var home = await Generations.SettleAsync(generation, "run-1");

        Assert.Equal("run-1", home.Name);
        Assert.InRange(home.BornAt, before, TimeProvider.System.GetUtcNow());
        Assert.Equal(home, await Generations.SettleAsync(generation, "run-2"));
    }

    [Fact]
    public async Task Only_the_current_generation_can_be_settled()
    {
        long generation = (await Generations.LeaseAsync()).Generation;

        Assert.Equal(CacheHome.None, await Generations.SettleAsync(generation + 1, "run-1"));
        await Generations.SettleAsync(generation, "run-1");
        await Generations.RetireAsync(generation);
        Assert.Equal(CacheHome.None, await Generations.SettleAsync(generation, "run-1"));
        long next = (await Generations.LeaseAsync()).Generation;
        Assert.Equal("run-2", (await Generations.SettleAsync(next, "run-2")).Name);
    }

    [Fact]
    public async Task A_generation_without_a_home_need_not_be_retired()
    {
        var lease = await Generations.LeaseAsync();
        long began = TimeProvider.System.GetTimestamp();

        await Generations.RetireSettledAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds < lease.LeaseMs);
        Assert.Equal(lease.Generation, (await Generations.LeaseAsync()).Generation);
    }

    [Fact]
    public async Task A_generation_with_a_home_is_retired_when_its_leases_have_run_out()
    {
        long given = TimeProvider.System.GetTimestamp();
        var lease = await Generations.LeaseAsync();
        await Generations.SettleAsync(lease.Generation, "run-1");

        await Generations.RetireSettledAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(given).TotalMilliseconds > lease.LeaseMs * 0.9);
        Assert.True((await Generations.LeaseAsync()).Generation > lease.Generation);
    }
}
