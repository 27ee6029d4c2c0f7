using System.Collections.Concurrent;
using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Rules;
using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Silo.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace MemberGrains.Grains.Tests.Jobs;

public sealed class FencedJobTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<CountedRun> _runs = new();
    private readonly GrainCluster _cluster;

    public FencedJobTests() => _cluster = new GrainCluster(withJobs: true, new ProtocolOptions(), new BindingLimits())
    {
        AlsoRegister = services => services.AddSingleton(_runs).AddFencedJob<CountedJob>(),
    };

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_job_of_a_cluster_runs_in_one_silo_and_moves_with_a_greater_fence_when_that_silo_stops()
    {
        var first = await UntilAsync(run => run.Cluster == "c0");
        var holder = _cluster.Cluster.Silos.Single(silo => silo.SiloAddress.ToString() == first.Silo);
        Assert.All(_runs.Where(run => run.Cluster == "c0"), run => Assert.Equal((first.Silo, first.Fence), (run.Silo, run.Fence)));

        await _cluster.Cluster.StopSiloAsync(holder);

        var second = await UntilAsync(run => run.Cluster == "c0" && run.Silo != first.Silo);
        Assert.True(second.Fence > first.Fence);
    }

    [Fact]
    public async Task A_run_that_throws_is_followed_by_the_next_one()
    {
        await UntilAsync(run => run.Number >= 3);
        Assert.Contains(_runs, run => run.Threw);
    }

    private async Task<CountedRun> UntilAsync(Func<CountedRun, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (_runs.FirstOrDefault(wanted) is { } found) return found;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private sealed record CountedRun(string Cluster, string Silo, long Fence, int Number, bool Threw);

    private sealed class CountedJob(ConcurrentQueue<CountedRun> runs, ILocalSiloDetails silo) : IFencedJob
    {
        private int _number;

        public string Name => "counted";

        public TimeSpan Pause => TimeSpan.FromMilliseconds(10);

        public Task RunAsync(string cluster, long fence, CancellationToken cancellation)
        {
            int number = Interlocked.Increment(ref _number);
            bool throws = number == 2;
            runs.Enqueue(new CountedRun(cluster, silo.SiloAddress.ToString(), fence, number, throws));
            return throws ? throw new InvalidOperationException("The test's job fails once.") : Task.CompletedTask;
        }
    }
}
