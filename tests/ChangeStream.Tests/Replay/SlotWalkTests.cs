using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Replay;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.ChangeStream.Tests.Replay;

public sealed class SlotWalkTests
{
    private static readonly TwoClusters _clusters = new();

    [Fact]
    public async Task Every_slot_is_visited_once()
    {
        var visited = new List<Slot>();

        await SlotWalk.VisitAsync(_clusters, (slot, _) => { lock (visited) visited.Add(slot); return Task.CompletedTask; }, CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, Slot.Count), visited.Select(slot => (int)slot.Number).Order());
    }

    [Fact]
    public async Task The_clusters_are_visited_side_by_side_and_few_slots_of_each_at_a_time()
    {
        var under = new List<Slot>();
        int most = 0;
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var walk = SlotWalk.VisitAsync(
            _clusters,
            async (slot, _) =>
            {
                lock (under)
                {
                    under.Add(slot);
                    most = Math.Max(most, under.Count);
                }

                await go.Task;
                lock (under) under.Remove(slot);
            },
            CancellationToken.None);

        // Nothing goes on until they are told, so these are all that begin at once.
        Assert.Equal([0, 1, 512, 513], under.Select(slot => (int)slot.Number).Order());
        go.SetResult();
        await walk;
        Assert.Equal(2 * SlotWalk.AtATime, most);
    }

    [Fact]
    public async Task A_visit_that_fails_ends_the_walk_with_its_fault()
    {
        int visits = 0;

        var fault = await Assert.ThrowsAsync<IOException>(() => SlotWalk.VisitAsync(
            _clusters,
            async (slot, stop) =>
            {
                Interlocked.Increment(ref visits);
                if (slot.Number == 3) throw new IOException("the record is away");
                if (slot.Number >= 512) await Task.Delay(Timeout.Infinite, stop);
            },
            CancellationToken.None));

        Assert.Equal("the record is away", fault.Message);
        Assert.InRange(visits, 4, 8);
    }

    [Fact]
    public async Task A_walk_that_is_cancelled_ends_so()
    {
        using var cancel = new CancellationTokenSource();
        var walk = SlotWalk.VisitAsync(_clusters, (_, stop) => Task.Delay(Timeout.Infinite, stop), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => walk);
    }

    private sealed class TwoClusters : IStreamClusters
    {
        public IReadOnlyList<string> Names => ["c0", "c1"];

        public string ClusterOf(Slot slot) => slot.Number < Slot.Count / 2 ? "c0" : "c1";
    }
}
