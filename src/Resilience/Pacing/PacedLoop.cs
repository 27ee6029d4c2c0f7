namespace MemberGrains.Resilience.Pacing;

/// <summary>
/// Does the same again and again, with a pause after each time, until it is stopped. A time that fails is told, and the next
/// one follows.
/// </summary>
/// <param name="pause">From the end of one to the beginning of the next.</param>
/// <param name="time">Whose pause.</param>
/// <param name="step">Done each time; its token is cancelled by the stop.</param>
/// <param name="failed">Told of a time that failed.</param>
public sealed class PacedLoop(TimeSpan pause, TimeProvider time, Func<CancellationToken, ValueTask> step, Action<Exception> failed) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private bool _stopped;

    /// <summary>Begins; does not wait for the first time.</summary>
    public void Start() => _running = RunAsync();

    /// <summary>Returns when nothing of it runs any more; may be called again.</summary>
    public async Task StopAsync()
    {
        if (!_stopped) _stop.Cancel();
        _stopped = true;
        await _running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await StepAsync();
                await Task.Delay(pause, time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async ValueTask StepAsync()
    {
        try
        {
            await step(_stop.Token);
        }
        catch (Exception fault) when (!_stop.IsCancellationRequested)
        {
            failed(fault);
        }
    }
}
