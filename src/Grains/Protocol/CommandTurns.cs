namespace MemberGrains.Grains.Protocol;

/// <summary>
/// The commands of one identity: one at a time, in the order they came. For the engine they interleave, because its own
/// queue does not say how many wait nor since when, and a command that waited out its caller's time would run for nobody.
/// </summary>
internal sealed class CommandTurns
{
    private LinkedList<TaskCompletionSource<bool>>? _waiting;
    private bool _taken;

    /// <summary>Whether no command has a turn, and so none waits.</summary>
    public bool IsIdle => !_taken;

    /// <summary>
    /// Waits for its turn. True: it is, and <see cref="Leave"/> must end it. False: so many wait already, or the patience was
    /// over first.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up first.</exception>
    public ValueTask<bool> EnterAsync(int mostWaiting, Patience patience, TimeProvider time, CancellationToken cancellation)
    {
        if (!_taken)
        {
            _taken = true;
            return ValueTask.FromResult(true);
        }

        return (_waiting?.Count ?? 0) < mostWaiting && patience.Left is { Ticks: > 0 } left
            ? new ValueTask<bool>(WaitAsync(left, time, cancellation))
            : ValueTask.FromResult(false);
    }

    /// <summary>The turn is over: the next one's begins.</summary>
    public void Leave()
    {
        while (_waiting?.First is { } next)
        {
            _waiting.RemoveFirst();
            if (next.Value.TrySetResult(true)) return;
        }

        _taken = false;
    }

    private async Task<bool> WaitAsync(TimeSpan left, TimeProvider time, CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting ??= new LinkedList<TaskCompletionSource<bool>>();
        var place = _waiting.AddLast(turn);
        using var over = time.CreateTimer(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), turn, left, Timeout.InfiniteTimeSpan);
        using var given = cancellation.UnsafeRegister(static (state, token) => ((TaskCompletionSource<bool>)state!).TrySetCanceled(token), turn);
        try
        {
            return await turn.Task;
        }
        finally
        {
            // Who got the turn was taken out already, and so was who gave up in the moment it came.
            if (place.List is not null) _waiting.Remove(place);
        }
    }
}
