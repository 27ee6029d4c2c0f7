using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;
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

    private readonly ImmutableArray<FedModel> _models = [.. models];
    private readonly ImmutableArray<IChangeBroker> _brokers = [.. brokers];
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private bool _stopped;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = ReportUntilStoppedAsync();
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

    private async Task ReportUntilStoppedAsync()
    {
        try
        {
            while (true)
            {
                await ReportAsync();
                await Task.Delay(Interval, time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async ValueTask ReportAsync()
    {
        foreach (var center in _models.GroupBy(model => model.Health.Center, StringComparer.Ordinal))
        {
            try
            {
                await board(center.Key).ReportAsync(process, [.. center.Select(ReportOf)], _stop.Token);
            }
            catch (Exception fault) when (!_stop.IsCancellationRequested)
            {
                logger.NotReported(fault, center.Key);
            }
        }
    }

    private ReadModelReport ReportOf(FedModel model) => model.Health.Report(
        _brokers.Where(broker => broker.Center == model.Health.Center).OfType<IStreamBacklog>().Sum(backlog => backlog.WaitingEvents(model.Group)));
}
