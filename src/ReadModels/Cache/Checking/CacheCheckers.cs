using Microsoft.Extensions.Hosting;

namespace MemberGrains.ReadModels.Cache.Checking;

/// <summary>The checkers of this process's caches; runs where the projections run.</summary>
public sealed class CacheCheckers : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<CacheChecker> _checkers;
    private Task _running = Task.CompletedTask;
    private bool _stopped;

    internal CacheCheckers(IEnumerable<CacheChecker> checkers) => _checkers = [.. checkers];

    /// <summary>Begins to sample.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.WhenAll(_checkers.Select(checker => checker.RunAsync(_stop.Token)));
        return Task.CompletedTask;
    }

    /// <summary>Ends when the samples under way are given up.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_stopped) _stop.Cancel();
        _stopped = true;
        await _running;
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
