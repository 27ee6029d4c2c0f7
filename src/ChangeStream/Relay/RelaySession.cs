using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>
/// One run under one fence. Each center has a link of its own with at most one message under way, so a slow center
/// delays only itself until the window is full; a row leaves the outbox when every link has it confirmed.
/// </summary>
/// <remarks>A center that is marked out will count as confirmed here, its rows moving to its backlog with the deletion.</remarks>
internal sealed class RelaySession(RelayContext context, ImmutableArray<IChangeBroker> brokers, CancellationToken stopping)
{
    private readonly ImmutableArray<CenterLink> _links = [.. brokers.Select(broker => new CenterLink(context, broker, stopping))];
    private Task? _hint;
    private long _nextHeartbeat;
    private int _faults;

    /// <summary>One round: delete, read, publish, wait for something to happen. False when the fence is lost.</summary>
    public async Task<bool> StepAsync()
    {
        stopping.ThrowIfCancellationRequested();
        try
        {
            if (!await DeleteConfirmedAsync()) return false;
            await HeartbeatAsync();
            await PublishAsync();
            await WaitAsync();
            _faults = 0;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            _faults++;
            context.Logger.RoundFailed(fault, context.Cluster, _faults);
            await Task.Delay(RelayBackoff.After(_faults, context.Options), context.Time, stopping);
        }

        return true;
    }

    /// <summary>Lets what is under way end; it has been told to.</summary>
    public async Task DrainAsync()
    {
        foreach (var link in _links) await link.DrainAsync();
        try
        {
            if (_hint is { } hint) await hint;
        }
        catch (Exception)
        {
            // Nobody waits for the hint any more.
        }
    }

    private async ValueTask<bool> DeleteConfirmedAsync()
    {
        var ids = ConfirmedByAll();
        if (ids.IsEmpty) return true;
        if (!await context.Outbox.DeleteAsync(context.Cluster, ids, context.Fence, stopping)) return false;
        foreach (var link in _links) link.Forget(ids);
        context.Metrics.Removed(context.Cluster, ids.Length);
        return true;
    }

    private ImmutableArray<long> ConfirmedByAll()
    {
        var fewest = _links.MinBy(link => link.Confirmed.Count);
        if (fewest is null || fewest.Confirmed.Count == 0) return [];
        return [.. fewest.Confirmed.Where(id => _links.All(link => link.Confirmed.Contains(id))).Order()];
    }

    private async ValueTask HeartbeatAsync()
    {
        if (context.Time.GetTimestamp() < _nextHeartbeat) return;
        _nextHeartbeat = context.Time.GetTimestamp() + (long)(context.Options.HeartbeatInterval.TotalSeconds * context.Time.TimestampFrequency);
        var through = await context.Outbox.PublishedThroughAsync(context.Cluster, stopping);
        if (through is not { } time) return;
        foreach (var link in _links) link.OfferHeartbeat(time);
    }

    private async ValueTask PublishAsync()
    {
        if (_links.All(link => !link.IsFree)) return;
        int ahead = _links.Max(link => link.Held);
        int limit = Math.Min(ahead, context.Options.Window) + context.Options.BatchSize;
        var items = await context.Outbox.ReadAsync(context.Cluster, limit, stopping);
        foreach (var link in _links) link.Start(items);
    }

    /// <summary>Until a message has ended, a pause is over, the outbox hints, or it is time to look.</summary>
    private async ValueTask WaitAsync()
    {
        var waits = new List<Task>();
        foreach (var link in _links)
        {
            if (link.UnderWay is { } message) waits.Add(message);
            else if (link.Pause is var pause && pause > TimeSpan.Zero) waits.Add(PauseAsync(pause));
        }

        if (waits.Count < _links.Length)
        {
            if (_hint is null or { IsCompleted: true })
                _hint = HintAsync();
            waits.Add(_hint);
        }

        await await Task.WhenAny(waits);
        foreach (var link in _links) link.Harvest();
    }

    // Tasks of our own: a completion source's, or a cancelled delay, would have WhenAny continue on the thread pool.
    // In whole milliseconds, because Task.Delay cuts to them: the last part of one would be no wait at all, and the loop
    // would spin through it.
    private async Task PauseAsync(TimeSpan pause) =>
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)), context.Time, stopping);

    private async Task HintAsync() =>
        await context.Outbox.WaitForItemsAsync(context.Cluster, context.Options.PollInterval, stopping);
}
