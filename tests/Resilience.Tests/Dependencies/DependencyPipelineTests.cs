using MemberGrains.Resilience.Dependencies;
using MemberGrains.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MemberGrains.Resilience.Tests.Dependencies;

public sealed class DependencyPipelineTests
{
    private readonly DependencyTable _table = new();

    [Fact]
    public async Task What_is_safe_to_repeat_is_made_again_as_often_as_its_row_says()
    {
        _table.RecordRead = new() { Retries = 2, FirstRetryMs = 1, LongestRetryMs = 1 };
        int tries = 0;

        await Assert.ThrowsAsync<IOException>(async () => await Build(DependencyCall.RecordRead, Repeatable).ExecuteAsync(_ =>
        {
            tries++;
            throw new IOException();
        }));

        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task An_unknown_fate_is_never_repeated()
    {
        _table.RecordCommit = new() { Retries = 5, FirstRetryMs = 1 };
        int tries = 0;

        await Assert.ThrowsAsync<IOException>(async () => await Build(DependencyCall.RecordCommit, DependencyFaults.Once(_ => true)).ExecuteAsync(_ =>
        {
            tries++;
            throw new IOException();
        }));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task A_try_ends_with_its_time()
    {
        _table.CacheCall = new() { TimeoutMs = 10 };

        await Assert.ThrowsAsync<TimeoutRejectedException>(async () => await Build(DependencyCall.CacheCall, Repeatable)
            .ExecuteAsync(async cancellation => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation)));
    }

    [Fact]
    public async Task The_callers_time_ends_it_earlier_and_is_no_fault_of_the_dependency()
    {
        _table.CacheCall = new() { TimeoutMs = 60_000, BreakerMinimum = 2 };
        var pipeline = Build(DependencyCall.CacheCall, Repeatable);
        for (int call = 0; call < 5; call++)
        {
            using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pipeline.ExecuteAsync(
                async cancellation => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation), caller.Token));
        }

        Assert.Equal(1, await pipeline.ExecuteAsync(_ => ValueTask.FromResult(1)));
    }

    [Fact]
    public async Task Outages_open_the_breaker_and_the_dependency_is_left_alone()
    {
        _table.ReplicaRead = new() { BreakerMinimum = 3 };
        var pipeline = Build(DependencyCall.ReplicaRead, Repeatable);
        int tries = 0;
        ValueTask Fails(CancellationToken _)
        {
            tries++;
            throw new IOException();
        }

        for (int call = 0; call < 3; call++) await Assert.ThrowsAsync<IOException>(async () => await pipeline.ExecuteAsync(Fails));
        await Assert.ThrowsAsync<BrokenCircuitException>(async () => await pipeline.ExecuteAsync(Fails));

        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task Refusals_of_one_request_leave_the_breaker_closed()
    {
        _table.ReplicaRead = new() { BreakerMinimum = 2 };
        var pipeline = Build(DependencyCall.ReplicaRead, new DependencyFaults(fault => fault is IOException, _ => false));

        for (int call = 0; call < 10; call++)
            await Assert.ThrowsAsync<FormatException>(async () => await pipeline.ExecuteAsync(_ => throw new FormatException()));

        Assert.Equal(1, await pipeline.ExecuteAsync(_ => ValueTask.FromResult(1)));
    }

    [Fact]
    public async Task A_breaker_closes_again_when_its_probe_succeeds()
    {
        var time = new VirtualTime();
        _table.ReplicaRead = new() { BreakerMinimum = 2, BreakerPauseMs = 1_000 };
        var pipeline = new DependencyPipelines(Options.Create(_table), time).Build(DependencyCall.ReplicaRead, "test", Repeatable);
        for (int call = 0; call < 2; call++) await Assert.ThrowsAsync<IOException>(async () => await pipeline.ExecuteAsync(_ => throw new IOException()));
        await Assert.ThrowsAsync<BrokenCircuitException>(async () => await pipeline.ExecuteAsync(_ => ValueTask.FromResult(1)));

        time.Pass(TimeSpan.FromSeconds(1.1));

        Assert.Equal(1, await pipeline.ExecuteAsync(_ => ValueTask.FromResult(1)));
        Assert.Equal(1, await pipeline.ExecuteAsync(_ => ValueTask.FromResult(1)));
    }

    [Theory]
    [InlineData("Dependencies:CacheCall:TimeoutMs", "0", "CacheCall")]
    [InlineData("Dependencies:SearchBulk:Retries", "99", "SearchBulk")]
    [InlineData("Dependencies:RecordCommit:FirstRetryMs", "60000", "LongestRetryMs")]
    public void A_row_out_of_range_is_refused_by_name(string key, string value, string named)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        using var services = new ServiceCollection().AddDependencies(configuration).BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<DependencyTable>>().Value);

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_call_has_a_row_and_the_defaults_are_valid()
    {
        using var services = new ServiceCollection().AddDependencies().BuildServiceProvider();
        var table = services.GetRequiredService<IOptions<DependencyTable>>().Value;

        Assert.Equal(Enum.GetValues<DependencyCall>().Length, Enum.GetValues<DependencyCall>().Select(table.Of).Distinct().Count());
    }

    private static DependencyFaults Repeatable { get; } = new(fault => fault is IOException, fault => fault is IOException);

    private Polly.ResiliencePipeline Build(DependencyCall call, DependencyFaults faults) =>
        new DependencyPipelines(Options.Create(_table), TimeProvider.System).Build(call, "test", faults);
}
