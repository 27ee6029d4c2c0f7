using System.ComponentModel.DataAnnotations;
using MemberGrains.Resilience.Retry;

namespace MemberGrains.Resilience.Tests.Retry;

public sealed class BackoffTests
{
    private static readonly BackoffOptions Options = new() { FirstMs = 10, Factor = 2, LongestMs = 100 };

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 20)]
    [InlineData(3, 80)]
    [InlineData(4, 100)]
    [InlineData(int.MaxValue, 100)]
    public void Every_wait_lies_under_the_attempts_ceiling_and_the_waits_spread_over_it(int attempt, double ceilingMs)
    {
        var backoff = new Backoff(Options);
        var random = new Random(7);

        double[] waits = [.. Enumerable.Range(0, 1_000).Select(_ => backoff.Next(attempt, random).TotalMilliseconds)];

        Assert.All(waits, wait => Assert.InRange(wait, 0, ceilingMs));
        Assert.True(waits.Max() > ceilingMs * 0.95, "the top of the range is used");
        Assert.True(waits.Min() < ceilingMs * 0.05, "the bottom of the range is used");
    }

    [Fact]
    public void The_same_seed_gives_the_same_waits()
    {
        var backoff = new Backoff(Options);
        var first = new Random(3);
        var second = new Random(3);

        Assert.Equal(
            Enumerable.Range(0, 20).Select(attempt => backoff.Next(attempt, first)),
            Enumerable.Range(0, 20).Select(attempt => backoff.Next(attempt, second)));
    }

    [Fact]
    public void Options_out_of_range_are_refused_when_it_is_made()
    {
        Assert.Throws<ValidationException>(() => new Backoff(new BackoffOptions { FirstMs = 0 }));
        Assert.Throws<ValidationException>(() => new Backoff(new BackoffOptions { FirstMs = 50, LongestMs = 20 }));
    }
}
