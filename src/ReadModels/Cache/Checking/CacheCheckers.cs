using System.Collections.Immutable;
using MemberGrains.Resilience.Pacing;
using Microsoft.Extensions.Hosting;

namespace MemberGrains.ReadModels.Cache.Checking;

/// <summary>The checkers of this process's caches; runs where the projections run.</summary>
public sealed class CacheCheckers : IHostedService, IAsyncDisposable
{
    private readonly ImmutableArray<PacedLoop> _loops;

    internal CacheCheckers(IEnumerable<CacheChecker> checkers) => _loops = [.. checkers.Select(checker => checker.Loop())];

    /// <summary>Begins to sample.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var loop in _loops) loop.Start();
        return Task.CompletedTask;
    }

    /// <summary>Ends it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var loop in _loops) await loop.StopAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops) await loop.DisposeAsync();
    }
}
