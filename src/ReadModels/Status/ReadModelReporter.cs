using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.Resilience.Pacing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Status;

/// <summary>Tells the boards of the centers how far the read models are that this process feeds.</summary>
/// <param name="process">Name of this process, unique in the cluster.</param>
/// <param name="models">What it feeds.</param>
/// <param name="brokers">Whose backlogs count.</param>
/// <param name="board">The grain of a center.</param>
/// <param name="time">Paces the reports.</param>
/// <param name="logger">Where faults go.</param>
public sealed class ReadModelReporter(
    string process,
    IEnumerable<FedModel> models,
    IEnumerable<IChangeBroker> brokers,
    Func<string, IReadModelBoardGrain> board,
    TimeProvider time,
    ILogger<ReadModelReporter> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>The time between two reports.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(250);

    private readonly ImmutableArray<IChangeBroker> _brokers = [.. brokers];
    private ImmutableArray<PacedLoop> _loops = [];

    /// <summary>A loop for each center: a board that can not be told must not hold up the other.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loops = [.. models.GroupBy(model => model.Health.Center, StringComparer.Ordinal).Select(center => new PacedLoop(
            Interval, time, cancellation => ReportAsync(center.Key, [.. center], cancellation), fault => logger.NotReported(fault, center.Key)))];
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

    private async ValueTask ReportAsync(string center, ImmutableArray<FedModel> fed, CancellationToken cancellation) =>
        await board(center).ReportAsync(process, [.. fed.Select(model => model.Health.Report(model.WaitingAt(_brokers)))], cancellation);
}
