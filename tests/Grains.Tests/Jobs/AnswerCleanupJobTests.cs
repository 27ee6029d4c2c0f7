using MemberGrains.Silo.Jobs;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberGrains.Grains.Tests.Jobs;

public sealed class AnswerCleanupJobTests
{
    [Fact]
    public async Task Answers_are_removed_in_bounded_slices_until_a_slice_is_not_full()
    {
        var clock = new ManualClock();
        var answers = new Answers(old: 1_120);
        await Job(answers, new AnswerCleanupOptions { Step = 500 }, clock).RunAsync("c0", 1, CancellationToken.None);
        Assert.Equal([500, 500, 120], answers.Deleted);
        Assert.All(answers.Before, before => Assert.Equal(clock.GetUtcNow().AddHours(-48), before));
    }

    [Fact]
    public async Task A_job_that_lost_its_fence_stops_between_two_slices()
    {
        using var held = new CancellationTokenSource();
        var answers = new Answers(old: 5_000) { AfterSlice = held.Cancel };
        await Job(answers, new AnswerCleanupOptions { Step = 500 }, new ManualClock()).RunAsync("c0", 1, held.Token);
        Assert.Equal([500], answers.Deleted);
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    public void No_configuration_removes_answers_before_a_day_has_passed(int hours, bool accepted)
    {
        var services = new ServiceCollection();
        services.AddOptions<AnswerCleanupOptions>().Configure(options => options.KeepHours = hours).ValidateDataAnnotations();
        var read = Record.Exception(() => services.BuildServiceProvider().GetRequiredService<IOptions<AnswerCleanupOptions>>().Value);
        Assert.Equal(accepted, read is null);
        if (!accepted) Assert.IsType<OptionsValidationException>(read);
    }

    private static AnswerCleanupJob Job(IAnswerCleanup answers, AnswerCleanupOptions options, ManualClock clock) => new(answers, Options.Create(options), clock);

    private sealed class Answers(int old) : IAnswerCleanup
    {
        private int _old = old;

        public List<int> Deleted { get; } = [];

        public List<DateTimeOffset> Before { get; } = [];

        public Action? AfterSlice { get; init; }

        public ValueTask<int> DeleteAsync(string cluster, DateTimeOffset before, int limit, CancellationToken cancellation)
        {
            int deleted = Math.Min(limit, _old);
            _old -= deleted;
            Before.Add(before);
            Deleted.Add(deleted);
            AfterSlice?.Invoke();
            return ValueTask.FromResult(deleted);
        }
    }
}
