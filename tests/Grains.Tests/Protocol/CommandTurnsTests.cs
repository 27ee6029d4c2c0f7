using MemberGrains.Grains.Protocol;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

public sealed class CommandTurnsTests
{
    private readonly ManualClock _clock = new();
    private readonly CommandTurns _turns = new();

    [Fact]
    public async Task Turns_come_one_at_a_time_in_the_order_of_arrival()
    {
        Assert.True(await EnterAsync());
        var (second, third) = (EnterAsync(), EnterAsync());
        Assert.False(second.IsCompleted);
        _turns.Leave();
        Assert.True(await second);
        Assert.False(third.IsCompleted);
        _turns.Leave();
        Assert.True(await third);
        _turns.Leave();
        Assert.True(await EnterAsync());
    }

    [Fact]
    public async Task One_more_than_may_wait_is_turned_away_at_once()
    {
        await EnterAsync(mostWaiting: 1);
        var waiting = EnterAsync(mostWaiting: 1);
        Assert.False(await EnterAsync(mostWaiting: 1));
        _turns.Leave();
        Assert.True(await waiting);
    }

    [Fact]
    public async Task Who_waited_out_its_patience_gets_no_turn_and_holds_up_nobody()
    {
        await EnterAsync();
        var (brief, patient) = (EnterAsync(timeoutMs: 400), EnterAsync(timeoutMs: 4_000));
        _clock.Advance(TimeSpan.FromMilliseconds(299));
        Assert.False(brief.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await brief);
        _turns.Leave();
        Assert.True(await patient);
    }

    [Fact]
    public async Task Who_gives_up_leaves_its_place()
    {
        await EnterAsync(mostWaiting: 1);
        using var giveUp = new CancellationTokenSource();
        var gone = EnterAsync(mostWaiting: 1, cancellation: giveUp.Token);
        giveUp.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        var next = EnterAsync(mostWaiting: 1);
        _turns.Leave();
        Assert.True(await next);
    }

    [Theory]
    [InlineData(null, 1_500)]
    [InlineData(10_000, 1_500)]
    [InlineData(2_000, 1_500)]
    [InlineData(400, 300)]
    [InlineData(10, 7.5)]
    public void Patience_is_three_quarters_of_the_callers_time_and_never_more_than_the_option(int? timeoutMs, double expectedMs) =>
        Assert.Equal(expectedMs, Of(timeoutMs).Left.TotalMilliseconds);

    private Task<bool> EnterAsync(int mostWaiting = 10, int? timeoutMs = null, CancellationToken cancellation = default) =>
        _turns.EnterAsync(mostWaiting, Of(timeoutMs), _clock, cancellation).AsTask();

    private Patience Of(int? timeoutMs) => Patience.Of(new CommandContext("tests", null, null, timeoutMs), new ProtocolOptions(), _clock);
}
