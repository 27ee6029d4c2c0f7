using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>
/// One run under one fence. Each center has a link of its own with at most one message under way, so a slow center
/// delays only itself until the window is full; a row leaves the outbox when every link has it confirmed, or moves to the
/// backlog of the one that has not, if that center is marked out.
/// </summary>
internal sealed class RelaySession
{
    private readonly RelayContext _context;
    private readonly CancellationToken _stopping;
    private readonly ImmutableArray<CenterLink> _links;
    private readonly Removal _removal;
    private readonly OutCenters _out;
    private readonly OutboxView _view;
    private Task? _hint;
    private long _nextHeartbeat;
    private int _faults;

    public RelaySession(RelayContext context, ImmutableArray<IChangeBroker> brokers, CancellationToken stopping)
    {
        (_context, _stopping) = (context, stopping);
        _links = [.. brokers.Select(broker => new CenterLink(context, broker, stopping))];
        _removal = new Removal(context, _links, stopping);
        _out = new OutCenters(context, _links, stopping);
        _view = new OutboxView(context, _links, stopping);
    }

    /// <summary>One round: read, publish, delete beside it, wait for something to happen. False when the fence is lost.</summary>
    public async Task<bool> StepAsync()
    {
        _stopping.ThrowIfCancellationRequested();
        try
        {
            if (!_removal.Harvest() || !await _out.SettleAsync()) return false;
            await HeartbeatAsync();
            await TakeHintAsync();
            await PublishAsync();
            _removal.Start();
            await WaitAsync();
            _faults = 0;
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            _faults++;
            _context.Logger.RoundFailed(fault, _context.Cluster, _faults);
            await Task.Delay(RelayBackoff.After(_faults, _context.Options), _context.Time, _stopping);
        }

        return true;
    }

    /// <summary>Lets what is under way end; it has been told to.</summary>
    public async Task DrainAsync()
    {
        foreach (var link in _links) await link.DrainAsync();
        await _removal.DrainAsync();
        try
        {
            if (_hint is { } hint) await hint;
        }
        catch (Exception)
        {
            // Nobody waits for the hint any more.
        }
    }

    private async ValueTask HeartbeatAsync()
    {
        if (_context.Time.GetTimestamp() < _nextHeartbeat) return;
        _nextHeartbeat = _context.Time.GetTimestamp() + (long)(_context.Options.HeartbeatInterval.TotalSeconds * _context.Time.TimestampFrequency);
        var through = await _context.Outbox.PublishedThroughAsync(_context.Cluster, _stopping);
        if (through is null) return;
        _out.Learn(through.Out);
        foreach (var link in _links.Where(link => link.Mark is null)) link.OfferHeartbeat(through.Time);
    }

    private async ValueTask PublishAsync()
    {
        foreach (var link in _links)
        {
            if (link.Mark is { } mark) await _out.CatchUpAsync(link, mark);
        }

        if (_links.All(link => link.Mark is not null || !link.IsFree)) return;
        var items = await _view.ItemsAsync();
        foreach (var link in _links.Where(link => link.Mark is null)) link.Start(items, fromBacklog: false);
    }

    /// <summary>A hint that has come, or the time to look without one; it may have come while nobody waited for it.</summary>
    private async ValueTask TakeHintAsync()
    {
        if (_hint is not { IsCompleted: true } hint) return;
        _hint = null;
        _view.Hinted();
        await hint;
    }

    /// <summary>Until a message or a deletion has ended, a pause is over, the outbox hints, or it is time to look.</summary>
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
            waits.Add(_hint ??= HintAsync());
        }

        if (_removal.UnderWay is { } deletion) waits.Add(deletion);
        else if (_removal.Pause is { } until) waits.Add(PauseAsync(until));
        await Task.WhenAny(waits);
        foreach (var link in _links) link.Harvest();
    }

    // Tasks of our own: a completion source's, or a cancelled delay, would have WhenAny continue on the thread pool.
    // In whole milliseconds, because Task.Delay cuts to them: the last part of one would be no wait at all, and the loop
    // would spin through it.
    private async Task PauseAsync(TimeSpan pause) =>
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(pause.TotalMilliseconds))), _context.Time, _stopping);

    private async Task HintAsync() =>
        await _context.Outbox.WaitForItemsAsync(_context.Cluster, _context.Options.PollInterval, _stopping);
}
