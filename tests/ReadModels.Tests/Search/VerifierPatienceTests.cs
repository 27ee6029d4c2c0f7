using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Rebuild;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.ReadModels.Verification;
using MemberGrains.Testing;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Tests.Search;

public sealed class VerifierPatienceTests
{
    [Fact]
    public void A_cluster_that_does_not_answer_for_a_while_is_waited_for() => VirtualThread.Run(async thread =>
    {
        await using var world = await WorldAsync(thread);
        var (verifier, primary) = Verifier(world, thread.Time);
        primary.IsOutForGets = true;
        var verifying = verifier.VerifyAsync(CancellationToken.None).AsTask();
        await thread.PassAsync(TimeSpan.FromSeconds(5));
        Assert.False(verifying.IsCompleted);
        primary.IsOutForGets = false;
        await thread.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True((await verifying).Agrees);
    });

    [Fact]
    public void One_that_never_answers_ends_it_by_name() => VirtualThread.Run(async thread =>
    {
        await using var world = await WorldAsync(thread);
        var (verifier, primary) = Verifier(world, thread.Time);
        primary.IsOutForGets = true;
        var verifying = verifier.VerifyAsync(CancellationToken.None).AsTask();
        await thread.PassAsync(TimeSpan.FromSeconds(30));
        var fault = await Assert.ThrowsAsync<IOException>(() => verifying);
        Assert.Contains("search-primary could not be read", fault.Message, StringComparison.Ordinal);
    });

    private static async Task<ViewWorld> WorldAsync(VirtualThread thread)
    {
        var world = new ViewWorld(thread);
        await world.StartAsync();
        await world.Commands.RunAsync(Some.Phone(), Some.UnionId());
        await world.QuietAsync();
        return world;
    }

    private static (ReadModelVerifier Verifier, OutageCluster Primary) Verifier(ViewWorld world, TimeProvider time)
    {
        OutageCluster primary = null!;
        var search = new SearchModels(world.Search.All.Select(model =>
            model.Source == SearchSource.Primary ? model with { Cluster = primary = new OutageCluster(model.Cluster) } : model));
        return (new ReadModelVerifier(
            world.Get<ReplayPages>(), search, world.Get<IEnumerable<CacheModel>>(), world.Get<IStreamClusters>(), world.Get<IOptions<ProjectionOptions>>(), time), primary);
    }
}
