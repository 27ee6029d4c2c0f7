using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Rebuild;
using MemberGrains.ReadModels.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Projections;

/// <summary>
/// Runs the projections of this process: takes leases on the caches' generations, subscribes every projection to the
/// broker of its center, then fills from the record what search has not kept. In this order nothing committed is missed.
/// </summary>
public sealed class ReadModelHost(
    ProjectionSet projections,
    IEnumerable<IChangeBroker> brokers,
    IEnumerable<CacheModel> caches,
    SearchModels search,
    SearchRebuilder rebuilder,
    IOptions<ProjectionOptions> options,
    TimeProvider time,
    ILogger<ReadModelHost> logger) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IAsyncDisposable> _subscriptions = [];
    private readonly ImmutableArray<CacheModel> _caches = [.. caches.Where(model => options.Value.Feeds(model.Health))];
    private readonly ImmutableArray<SearchModel> _search = [.. search.All.Where(model => options.Value.Feeds(model.Health))];
    private Task _filling = Task.CompletedTask;
    private bool _stopped;

    /// <summary>Completes when search has been filled from the record.</summary>
    public Task Filled => _filling;

    /// <summary>Subscribes and begins to fill; does not wait for the end of it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var cache in _caches) await cache.Generations.StartAsync(cancellationToken);
        foreach (var projection in projections.All)
        {
            var broker = brokers.First(candidate => candidate.Center == projection.Health.Center);
            _subscriptions.Add(broker.Subscribe(projection.Group, options.Value.MessagesAtOnce, projection.HandleAsync));
        }

        _filling = FillAsync();
    }

    /// <summary>Leaves the groups; messages under way go to the next consumer.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopped) return;
        _stopped = true;
        _stop.Cancel();
        foreach (var subscription in _subscriptions) await subscription.DisposeAsync();
        _subscriptions.Clear();
        await _filling;
        foreach (var cache in _caches) await cache.Generations.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stop.Dispose();
    }

    private async Task FillAsync()
    {
        await Task.Yield(); // the start does not wait for the record
        while (!await TryFillAsync())
        {
            try
            {
                await Task.Delay(options.Value.FillRetry, time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async ValueTask<bool> TryFillAsync()
    {
        try
        {
            await rebuilder.FillEmptyAsync(_search, _stop.Token);
            return true;
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception fault)
        {
            logger.FillFailed(fault);
            return false;
        }
    }
}
