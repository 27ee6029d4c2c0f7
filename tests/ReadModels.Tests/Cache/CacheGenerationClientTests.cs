using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels.Cache;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.ReadModels.Tests.Cache;

public sealed class CacheGenerationClientTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Answers what a test says, as late as it says.</summary>
    private sealed class ScriptedGenerations(TimeProvider time) : ICacheGenerations
    {
        public long Generation { get; set; } = 1;

        public TimeSpan Delay { get; set; }

        public Exception? Fault { get; set; }

        public List<long> Retired { get; } = [];

        public int Asked { get; private set; }

        public async Task<CacheGenerationLease> LeaseAsync(string center, CancellationToken cancellation)
        {
            Asked++;
            if (Fault is { } fault) throw fault;
            long generation = Generation;
            await Task.Delay(Delay, time, cancellation);
            return new CacheGenerationLease(generation, generation == 0 ? 50 : 1_000);
        }

        public Task RetireAsync(string center, long generation, CancellationToken cancellation)
        {
            Retired.Add(generation);
            if (generation == Generation) Generation++;
            return Task.CompletedTask;
        }

        public List<string> Homes { get; } = [];

        public Task<CacheHome> SettleAsync(string center, long generation, string home, CancellationToken cancellation)
        {
            Homes.Add(home);
            return Task.FromResult(new CacheHome(Homes[0], time.GetUtcNow()));
        }

        public Task RetireSettledAsync(string center, CancellationToken cancellation) =>
            Homes.Count == 0 ? Task.CompletedTask : RetireAsync(center, Generation, cancellation);
    }

    private static void Run(Func<VirtualThread, ScriptedGenerations, CacheGenerationClient, Task> test) => VirtualThread.Run(async thread =>
    {
        var script = new ScriptedGenerations(thread.Time);
        await using var client = new CacheGenerationClient("a", script, thread.Time, NullLogger<CacheGenerationClient>.Instance);
        await test(thread, script, client);
    });

    [Fact]
    public void Without_a_lease_no_generation_is_usable() => Run((_, _, client) =>
    {
        Assert.Equal(0, client.Usable);
        Assert.False(client.IsUsable(0));
        Assert.False(client.IsUsable(1));
        return Task.CompletedTask;
    });

    [Fact]
    public void A_lease_is_renewed_in_time_for_as_long_as_it_is_given() => Run(async (thread, script, client) =>
    {
        await client.StartAsync(None);
        await thread.PassAsync(TimeSpan.FromMilliseconds(1));
        for (int i = 0; i < 1_000; i++)
        {
            Assert.Equal(1, client.Usable);
            await thread.PassAsync(TimeSpan.FromMilliseconds(97));
        }

        Assert.InRange(script.Asked, 250, 350);
    });

    [Fact]
    public void A_lease_counts_from_when_it_was_asked_for_not_from_the_answer() => Run(async (thread, script, client) =>
    {
        script.Delay = TimeSpan.FromMilliseconds(900);
        await client.RenewAsync(None);
        Assert.Equal(1, client.Usable);
        await thread.PassAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, client.Usable);
    });

    [Fact]
    public void An_answer_that_took_longer_than_the_lease_is_no_leave() => Run(async (_, script, client) =>
    {
        script.Delay = TimeSpan.FromMilliseconds(1_000);
        await client.RenewAsync(None);
        Assert.Equal(0, client.Usable);
    });

    [Fact]
    public void Once_leases_are_refused_the_cache_is_bypassed_when_the_last_has_run_out_and_used_again_later() => Run(async (thread, script, client) =>
    {
        await client.StartAsync(None);
        await thread.PassAsync(TimeSpan.FromMilliseconds(1));
        script.Fault = new TimeoutException();
        await thread.PassAsync(TimeSpan.FromMilliseconds(1_400));
        Assert.Equal(0, client.Usable);
        script.Fault = null;
        await thread.PassAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, client.Usable);
    });

    [Fact]
    public void A_retired_generation_is_not_used_from_that_moment_and_a_late_answer_does_not_bring_it_back() => Run(async (thread, script, client) =>
    {
        await client.RenewAsync(None);
        script.Delay = TimeSpan.FromMilliseconds(200);
        var late = client.RenewAsync(None).AsTask();
        script.Delay = TimeSpan.Zero;
        await client.RetireCurrentAsync(None);
        Assert.Equal(0, client.Usable);
        await late;
        Assert.Equal(0, client.Usable);
        await client.RenewAsync(None);
        Assert.Equal(2, client.Usable);
        Assert.Equal([1L], script.Retired);
    });

    [Fact]
    public void The_generation_that_is_current_at_the_call_is_retired_not_the_one_once_leased() => Run(async (_, script, client) =>
    {
        // A generation between the two could have been born before the write and miss its floor.
        await client.RenewAsync(None);
        script.Generation = 5;
        await client.RetireCurrentAsync(None);
        Assert.Equal([5L], script.Retired);
    });

    [Fact]
    public void While_a_generation_is_being_retired_by_another_its_end_is_waited_for() => Run(async (thread, script, client) =>
    {
        script.Generation = 0;
        var retiring = client.RetireCurrentAsync(None).AsTask();
        await thread.PassAsync(TimeSpan.FromSeconds(3));
        Assert.False(retiring.IsCompleted);
        script.Generation = 4;
        await thread.PassAsync(TimeSpan.FromMilliseconds(100));
        Assert.True(retiring.IsCompletedSuccessfully);
        Assert.Empty(script.Retired);
    });

    [Fact]
    public void Who_waits_for_a_generation_gets_it_with_the_first_lease_or_is_cancelled() => Run(async (thread, script, client) =>
    {
        script.Generation = 0;
        await client.StartAsync(None);
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1), thread.Time);
        var patient = client.WaitUsableAsync(None).AsTask();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.WaitUsableAsync(impatient.Token).AsTask());
        script.Generation = 3;
        Assert.Equal(3, await patient);
    });
}
