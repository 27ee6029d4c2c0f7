using Orleans.TestingHost;

namespace MemberGrains.Conformance.Engine;

public sealed class StatelessWorkerTests
{
    [Fact]
    public async Task Calls_of_one_key_run_at_once_up_to_the_limit_of_workers()
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        var calls = Enumerable.Range(0, 8).Select(_ => cluster.Client.GetGrain<IWorkerGrain>("busy").Work(2));
        var most = await Task.WhenAll(calls);
        Assert.Equal(2, most.Max());
    }
}
