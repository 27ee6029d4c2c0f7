using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Tests.Cache;

public sealed class CacheOptionsTests
{
    private static CacheOptions Resolve(Action<CacheOptions> cache, Action<LagBudgets>? budgets = null) => new ServiceCollection()
        .AddEmbeddedCache()
        .Configure(cache)
        .Configure(budgets ?? (_ => { }))
        .BuildServiceProvider()
        .GetRequiredService<IOptions<CacheOptions>>()
        .Value;

    [Fact]
    public void The_defaults_are_accepted() => Assert.Equal(TimeSpan.FromSeconds(5), Resolve(_ => { }).Lock);

    [Fact]
    public void A_lock_under_two_seconds_is_refused() =>
        Assert.Throws<OptionsValidationException>(() => Resolve(
            options => (options.Lock, options.FillLease) = (TimeSpan.FromMilliseconds(1_999), TimeSpan.FromMilliseconds(100)),
            budgets => (budgets.Replica, budgets.Search) = (TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(500))));

    [Fact]
    public void A_lock_that_is_not_above_the_lag_budget_of_every_source_is_refused()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Resolve(options => options.Lock = TimeSpan.FromSeconds(4)));
        Assert.Contains("lag budget", refused.Message, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => Resolve(_ => { }, budgets => budgets.Replica = TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void A_fill_lease_that_is_not_shorter_than_the_lock_is_refused() =>
        Assert.Throws<OptionsValidationException>(() => Resolve(options => options.FillLease = options.Lock));
}
