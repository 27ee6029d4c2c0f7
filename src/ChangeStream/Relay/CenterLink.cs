using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>What one run of a relay knows of one center: what is confirmed, what is under way, when to try again.</summary>
internal sealed class CenterLink(RelayContext context, IChangeBroker broker, CancellationToken stopping)
{
    private readonly HashSet<long> _confirmed = [];
    private readonly HashSet<long> _told = [];
    private Outgoing? _unconfirmed;
    private Task<Exception?>? _underWay;
    private DateTimeOffset? _heartbeat;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private long _waitingSince;
    private long _published;
    private int _faults;

    /// <summary>The center.</summary>
    public string Center => broker.Center;

    /// <summary>Its mark; null while it is not out.</summary>
    public CenterOut? Mark { get; private set; }

    /// <summary>Ids of outbox rows confirmed here and not deleted yet.</summary>
    public IReadOnlySet<long> Confirmed => _confirmed;

    /// <summary>Ids of backlog rows confirmed here and not deleted yet.</summary>
    public ImmutableArray<long> Told => [.. _told];

    /// <summary>Outbox rows that it has confirmed or is being told.</summary>
    public int Held => _confirmed.Count + (_unconfirmed?.Rows.Length ?? 0);

    /// <summary>Counts what makes an earlier look at the outbox useless: rows gone from it, a mark set or taken away.</summary>
    public int Changes { get; private set; }

    /// <summary>The message under way; it never fails, <see cref="Harvest"/> looks at how it ended.</summary>
    public Task? UnderWay => _underWay;

    /// <summary>How long a fault keeps this center from being tried.</summary>
    public TimeSpan Pause => _notBefore - context.Time.GetUtcNow();

    public bool IsFree => _underWay is null && Pause <= TimeSpan.Zero;

    /// <summary>Nothing is left that it was to confirm.</summary>
    public bool IsIdle => _unconfirmed is null && _told.Count == 0;

    /// <summary>It has not confirmed a message for so long that the others should go on without it.</summary>
    public bool IsOverdue => _unconfirmed is not null && context.Time.GetElapsedTime(_waitingSince) >= context.Options.OutAfter;

    /// <summary>It does not confirm at present.</summary>
    public bool IsFailing => _faults > 0 || IsOverdue;

    /// <summary>The newest heartbeat is published before the next changes: it speaks only of what has left the outbox.</summary>
    public void OfferHeartbeat(DateTimeOffset through) => _heartbeat = through;

    /// <summary>Takes note of its mark, or of its end.</summary>
    public void Set(CenterOut? mark)
    {
        if ((Mark is null) != (mark is null)) Changes++;
        Mark = mark;
        if (mark is not null) _heartbeat = null;
    }

    /// <summary>Publishes one message, if none is under way and no pause is on.</summary>
    /// <param name="items">What it may be told next.</param>
    /// <param name="fromBacklog">Whether they lie in its backlog; in the outbox otherwise.</param>
    public void Start(ImmutableArray<OutboxItem> items, bool fromBacklog)
    {
        if (!IsFree) return;
        if (_unconfirmed is null) _waitingSince = context.Time.GetTimestamp();
        // A message that was not confirmed may have arrived, so its number stands for just its content: the same again.
        _unconfirmed ??= NextHeartbeat() ?? NextChanges(items, fromBacklog);
        if (_unconfirmed is { } next) _underWay = PublishAsync(next.Message);
    }

    /// <summary>Takes note of how the message under way ended, if it has.</summary>
    public void Harvest()
    {
        if (_underWay is not { IsCompleted: true } ended) return;
        _underWay = null;
        if (ended.Result is { } fault) PutOff(fault);
        else Confirm();
    }

    /// <summary>These rows are gone from the outbox.</summary>
    public void Forget(ImmutableArray<long> ids)
    {
        _confirmed.ExceptWith(ids);
        Changes++;
    }

    /// <summary>These rows have been deleted from its backlog.</summary>
    public void ForgetTold(ImmutableArray<long> ids) => _told.ExceptWith(ids);

    /// <summary>These rows lie in its backlog now.</summary>
    public void Moved(ImmutableArray<long> ids)
    {
        if (_unconfirmed is { Rows.IsEmpty: false } waiting) _unconfirmed = waiting.Moved(ids.ToHashSet());
    }

    public Task DrainAsync() => _underWay ?? Task.CompletedTask;

    private Outgoing? NextHeartbeat()
    {
        if (_heartbeat is not { } through) return null;
        _heartbeat = null;
        return new Outgoing(new StreamMessage.Heartbeat(context.Cluster, through) { Position = NextPosition() }, [], []);
    }

    private Outgoing? NextChanges(ImmutableArray<OutboxItem> items, bool fromBacklog)
    {
        var known = fromBacklog ? _told : _confirmed;
        ImmutableArray<OutboxItem> fresh = [.. items.Where(item => !known.Contains(item.Id)).Take(context.Options.BatchSize)];
        if (fresh.IsEmpty) return null;
        var changes = new StreamMessage.Changes(context.Cluster, [.. fresh.Select(item => item.Event)]) { Position = NextPosition() };
        ImmutableArray<long> ids = [.. fresh.Select(item => item.Id)];
        return fromBacklog ? new Outgoing(changes, [], ids) : new Outgoing(changes, ids, []);
    }

    // A number is spent only when its message is confirmed: a hole means that something confirmed is missing.
    private RelayPosition NextPosition() => new(context.Fence, _published + 1);

    private async Task<Exception?> PublishAsync(StreamMessage message)
    {
        long started = context.Time.GetTimestamp();
        try
        {
            using var deadline = new CancellationTokenSource(context.Options.ConfirmTimeout, context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, deadline.Token);
            await broker.PublishAsync(message, either.Token);
            int events = message is StreamMessage.Changes changes ? changes.Events.Length : 0;
            context.Metrics.Published(Center, context.Cluster, events, context.Time.GetElapsedTime(started));
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private void Confirm()
    {
        _published++;
        _faults = 0;
        if (_unconfirmed is { } confirmed)
        {
            _confirmed.UnionWith(confirmed.Rows);
            _told.UnionWith(confirmed.Backlog);
        }

        _unconfirmed = null;
    }

    private void PutOff(Exception fault)
    {
        if (stopping.IsCancellationRequested) return;
        _faults++;
        _notBefore = context.Time.GetUtcNow() + RelayBackoff.After(_faults, context.Options);
        context.Metrics.NotPublished(Center, context.Cluster);
        context.Logger.NotConfirmed(fault, Center, context.Cluster, _faults);
    }
}
