using MemberGrains.Servers.Testing;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace MemberGrains.Servers.Tests.Testing;

public sealed class SkippingTests
{
    [Fact]
    public void A_class_that_needs_nothing_is_never_skipped() => Assert.Null(MissingServers.Of(Info<SkippingTests>()));

    [Fact]
    public void A_class_that_needs_what_is_missing_is_skipped_outside_ci_with_the_reason_and_runs_in_ci()
    {
        string? reason = MissingServers.Of(Info<RedisTests>());
        bool ci = Environment.GetEnvironmentVariable("CI") == "true";
        Assert.Equal(ci ? null : ServerPrograms.WhyMissing(Server.Redis), reason);
    }

    [Fact]
    public void A_class_that_mounts_a_disk_is_skipped_where_nobody_may_in_ci_too() =>
        Assert.Equal(SmallDisk.WhyMissing(), MissingServers.Of(Info<OnDisk>()));

    [Fact]
    public void An_abstract_suite_takes_the_needs_of_its_subclass() =>
        Assert.Equal([Server.Redis], typeof(OnRedis).GetCustomAttributes(typeof(NeedsAttribute), inherit: true).Cast<NeedsAttribute>().SelectMany(needs => needs.Servers));

    private static IReflectionTypeInfo Info<T>() => Reflector.Wrap(typeof(T));

    private abstract class Suite;

    [Needs(SmallDisk = true)]
    private sealed class OnDisk;

    [Needs(Server.Redis)]
    private sealed class OnRedis : Suite;
}
