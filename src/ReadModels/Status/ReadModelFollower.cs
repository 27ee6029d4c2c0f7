using System.Collections.Immutable;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;
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
    private readonly CancellationTokenSource _stop = new();
    private ImmutableDictionary<ReadModelHealth, long> _waiting = ImmutableDictionary<ReadModelHealth, long>.Empty;
    private Task _loop = Task.CompletedTask;
    private bool _stopped;

    /// <inheritdoc/>
    public IReadOnlyList<ReadModelItem> Items() => [.. _models.Select(model => ReadModelStatus.ItemOf(model.Health, _waiting.GetValueOrDefault(model.Health)))];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.WhenAll(_models.Select(model => model.Health.Center).Distinct().Select(FollowAsync));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_stopped) _stop.Cancel();
        _stopped = true;
        await _loop;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stop.Dispose();
    }

    /// <summary>A loop for each center: one that can not be asked must not hold up what is known of the other.</summary>
    private async Task FollowAsync(string center)
    {
        try
        {
            while (true)
            {
                await LookAsync(center);
                await Task.Delay(ReadModelReporter.Interval, time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async ValueTask LookAsync(string center)
    {
        try
        {
            foreach (var report in await board(center).ReadAsync(_stop.Token)) Take(center, report);
        }
        catch (Exception fault) when (!_stop.IsCancellationRequested)
        {
            logger.NotFollowed(fault, center);
        }
    }

    private void Take(string center, ReadModelReport report)
    {
        if (_models.FirstOrDefault(model => model.Health.Center == center && model.Health.Name == report.Name) is not { } known) return;
        known.Health.Take(report);
        ImmutableInterlocked.AddOrUpdate(ref _waiting, known.Health, report.WaitingEvents, (_, _) => report.WaitingEvents);
    }
}
