using System.ComponentModel.DataAnnotations;
using MemberGrains.Resilience.Quotas;
using MemberGrains.Testing;

namespace MemberGrains.Resilience.Tests.Quotas;

public sealed class QuotaTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_burst_passes_then_the_rate_holds_and_the_wait_is_told()
    {
        var quota = new Quota(new QuotaOptions { PerSecond = 4, Burst = 3 }, _clock);

        Assert.Equal([0, 0, 0, 250], Enumerable.Range(0, 4).Select(_ => quota.Take().TotalMilliseconds));

        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(TimeSpan.Zero, quota.Take());
        Assert.Equal(TimeSpan.FromMilliseconds(250), quota.Take());
    }

    [Fact]
    public void A_long_quiet_time_saves_up_no_more_than_the_burst()
    {
        var quota = new Quota(new QuotaOptions { PerSecond = 100, Burst = 2 }, _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => quota.Take() == TimeSpan.Zero));
    }

    [Fact]
    public void Over_any_stretch_no_more_than_burst_and_rate_allow_get_through()
    {
        var quota = new Quota(new QuotaOptions { PerSecond = 50, Burst = 10 }, _clock);
        var random = new Random(5);
        int passed = 0;
        for (int millisecond = 0; millisecond < 10_000; millisecond++)
        {
            for (int i = random.Next(3); i > 0; i--) passed += quota.Take() == TimeSpan.Zero ? 1 : 0;
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(passed, 500, 510);
    }

    [Fact]
    public void A_rate_of_nothing_is_refused() =>
        Assert.Throws<ValidationException>(() => new Quota(new QuotaOptions { PerSecond = 0 }, _clock));
}
