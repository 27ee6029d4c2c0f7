using System.Collections.Immutable;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Resilience.Pacing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Status;

/// <summary>
/// In a process that feeds no read model: looks at the boards of the centers, and brings what is said there into the
/// models' health. While a board can not be read nothing advances, so the models fall behind by themselves.
/// </summary>
/// <param name="models">The models this process reads.</param>
/// <param name="board">The grain of a center.</param>
/// <param name="time">Paces the looks.</param>
/// <param name="logger">Where faults go.</param>
public sealed class ReadModelFollower(
    IEnumerable<FedModel> models,
    Func<string, IReadModelBoardGrain> board,
    TimeProvider time,
    ILogger<ReadModelFollower> logger) : IHostedService, IReadModelStatus, IAsyncDisposable
{
    private readonly ImmutableArray<FedModel> _models = ReadModelStatus.Sorted(models);
    private ImmutableDictionary<ReadModelHealth, long> _waiting = ImmutableDictionary<ReadModelHealth, long>.Empty;
    private ImmutableArray<PacedLoop> _loops = [];

    /// <inheritdoc/>
    public IReadOnlyList<ReadModelItem> Items() => [.. _models.Select(model => ReadModelStatus.ItemOf(model.Health, _waiting.GetValueOrDefault(model.Health)))];

    /// <summary>A loop for each center: one that can not be asked must not hold up what is known of the other.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loops = [.. _models.Select(model => model.Health.Center).Distinct().Select(center => new PacedLoop(
            ReadModelReporter.Interval, time, cancellation => LookAsync(center, cancellation), fault => logger.NotFollowed(fault, center)))];
        foreach (var loop in _loops) loop.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var loop in _loops) await loop.StopAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops) await loop.DisposeAsync();
    }

    private async ValueTask LookAsync(string center, CancellationToken cancellation)
    {
        foreach (var report in await board(center).ReadAsync(cancellation)) Take(center, report);
    }

    private void Take(string center, ReadModelReport report)
    {
        if (_models.FirstOrDefault(model => model.Health.Center == center && model.Health.Name == report.Name) is not { } known) return;
        known.Health.Take(report);
        ImmutableInterlocked.AddOrUpdate(ref _waiting, known.Health, report.WaitingEvents, (_, _) => report.WaitingEvents);
    }
}
