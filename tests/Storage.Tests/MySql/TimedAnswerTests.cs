using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.MySql.Writing;
using MemberGrains.Storage.Tests.Core;

namespace MemberGrains.Storage.Tests.MySql;

/// <summary>What is said of a write whose time is over must be true of it.</summary>
public sealed class TimedAnswerTests : IDisposable
{
    private const int Committed = 1;

    private readonly CommitTicket _ticket = new();
    private readonly TaskCompletionSource<int> _thread = new();
    private readonly CancellationTokenSource _given = new();
    private readonly OneThreadScheduler _scheduler = new();

    public void Dispose() => _given.Dispose();

    [Fact]
    public async Task An_answer_in_time_is_the_answer()
    {
        var told = Wait();
        Assert.True(_ticket.TrySend());
        _thread.SetResult(Committed);
        _scheduler.RunAll();
        Assert.Equal(Committed, await told);
    }

    [Fact]
    public async Task A_write_that_was_not_sent_is_withdrawn_and_never_will_be()
    {
        var told = Wait();
        _given.Cancel();
        _scheduler.RunAll();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => told);
        Assert.False(_ticket.TrySend());
    }

    [Fact]
    public async Task Of_one_that_was_sent_nobody_knows()
    {
        var told = Wait();
        Assert.True(_ticket.TrySend());
        _given.Cancel();
        _scheduler.RunAll();
        await Assert.ThrowsAsync<FateUnknownException>(() => told);
    }

    [Fact]
    public async Task An_answer_that_comes_before_anybody_has_seen_that_time_is_over_is_the_answer()
    {
        var told = Wait();
        Assert.True(_ticket.TrySend());
        _given.Cancel();
        _thread.SetResult(Committed);
        _scheduler.RunAll();
        Assert.Equal(Committed, await told);
    }

    [Fact]
    public async Task A_caller_who_has_gone_is_not_told_that_the_store_is_at_fault()
    {
        var told = Wait(caller: new CancellationToken(canceled: true));
        _given.Cancel();
        _scheduler.RunAll();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => told);
        Assert.False(_ticket.TrySend());
    }

    private static Exception Late(bool withdrawn) => withdrawn ? new StoreUnavailableException("refused") : new FateUnknownException("unknown");

    /// <summary>Waits already when it returns, and goes on only when the scheduler is run.</summary>
    private Task<int> Wait(CancellationToken caller = default)
    {
        var told = Task.Factory.StartNew(
            () => TimedAnswer.OfAsync(_thread.Task, _ticket, Late, _given.Token, caller).AsTask(), CancellationToken.None, TaskCreationOptions.None, _scheduler).Unwrap();
        _scheduler.RunAll();
        return told;
    }
}
