namespace MemberGrains.Conformance.Engine;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainTimer? _timer;
    private CancellationToken _token;
    private int _ticks;
    private bool _inCall;
    private bool _overlapped;

    public Task Start(TimeSpan due, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            async cancellationToken =>
            {
                _token = cancellationToken;
                _overlapped |= _inCall;
                await Task.Yield();
                _overlapped |= _inCall;
                _ticks++;
            },
            new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task<bool> OverlappedACall() => Task.FromResult(_overlapped);

    public async Task HoldUntilReleased()
    {
        _inCall = true;
        await _release.Task;
        _inCall = false;
    }

    public Task Release()
    {
        _release.TrySetResult();
        return Task.CompletedTask;
    }

    public Task<bool> StopAndTellWhetherTheTokenWasCancelled()
    {
        _timer!.Dispose();
        return Task.FromResult(_token.IsCancellationRequested);
    }
}
