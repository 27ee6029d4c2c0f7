using MemberGrains.Grains.Views;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Grains.Tests.Views;

public sealed class ReadModelBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly ReadModelBoard _board = new();

    private static ReadModelReport Redis(bool failing = false, long waiting = 0, params (string Cluster, int Second)[] applied) =>
        new("redis", true, failing, waiting, [.. applied.Select(cluster => new AppliedThrough(cluster.Cluster, Now.AddSeconds(cluster.Second)))]);

    [Fact]
    public void Processes_that_feed_one_model_from_different_clusters_are_put_together()
    {
        _board.Take("a1", [Redis(applied: ("c0", 5))], Now);
        _board.Take("a2", [Redis(waiting: 3, applied: ("c1", 7))], Now);

        var together = Assert.Single(_board.Read(Now));

        Assert.Equal([new AppliedThrough("c0", Now.AddSeconds(5)), new AppliedThrough("c1", Now.AddSeconds(7))], together.Applied.ToArray());
        Assert.Equal(3, together.WaitingEvents);
    }

    [Fact]
    public void What_has_been_applied_stays_so_whoever_comes_later_with_less()
    {
        _board.Take("a1", [Redis(applied: ("c0", 9))], Now);
        _board.Take("a2", [Redis(applied: ("c0", 2))], Now);

        Assert.Equal(Now.AddSeconds(9), Assert.Single(Assert.Single(_board.Read(Now)).Applied).Through);
    }

    [Fact]
    public void A_process_that_has_gone_silent_no_longer_says_that_a_model_fails()
    {
        _board.Take("a1", [Redis(failing: true)], Now);
        _board.Take("a2", [Redis()], Now.AddSeconds(4));
        Assert.True(Assert.Single(_board.Read(Now.AddSeconds(4))).Failing);

        Assert.False(Assert.Single(_board.Read(Now.AddSeconds(6))).Failing);
    }

    [Fact]
    public void Nobody_has_spoken_and_nothing_is_known()
    {
        _board.Take("a1", [Redis()], Now);

        Assert.Empty(_board.Read(Now.AddMinutes(1)));
    }
}
