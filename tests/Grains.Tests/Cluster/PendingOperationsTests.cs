using MemberGrains.Grains.Cluster;
using MemberGrains.Storage.Slots;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Cluster;

public sealed class PendingOperationsTests : IAsyncLifetime
{
    private readonly GrainCluster _cluster = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Operations_are_told_from_the_index_whoever_began_them()
    {
        var pending = new PendingOperations(_cluster.Store.Unfinished, SlotMap.Default, TimeProvider.System);
        Assert.Empty(await pending.ReadAsync(default));
        var (a, b) = (Some.Phone(), Some.Card());
        await _cluster.RegisterAsync(a);
        await _cluster.RegisterAsync(b);

        var operation = await Prepared.LeaveAsync(_cluster, a, b);
        var preparing = Assert.Single(await pending.ReadAsync(default));
        await operation.DecideAsync();
        var decided = Assert.Single(await pending.ReadAsync(default));

        Assert.Equal((operation.OperationId, "bound", "preparing", a), (preparing.OperationId, preparing.Type, preparing.Phase, preparing.Coordinator));
        Assert.Equal(b, Assert.Single(preparing.Participants));
        Assert.Equal((operation.OperationId, "decided", a), (decided.OperationId, decided.Phase, decided.Coordinator));
        Assert.Equal(b, Assert.Single(decided.Participants));
        Assert.True(decided.AgeMs >= 0);
    }
}
