using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>What one run of a relay knows of one center: what is confirmed, what is under way, when to try again.</summary>
internal sealed class CenterLink(RelayContext context, IChangeBroker broker, CancellationToken stopping)
{
    private readonly HashSet<long> _confirmed = [];
    private (StreamMessage Message, ImmutableArray<long> Ids)? _unconfirmed;
    private Task<Exception?>? _underWay;
    private DateTimeOffset? _heartbeat;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private long _published;
    private int _faults;

    /// <summary>Ids confirmed here and not deleted yet.</summary>
    public IReadOnlySet<long> Confirmed => _confirmed;

    /// <summary>Rows that are read again only to be passed over.</summary>
    public int Held => _confirmed.Count + (_unconfirmed?.Ids.Length ?? 0);

    /// <summary>The message under way; it never fails, <see cref="Harvest"/> looks at how it ended.</summary>
    public Task? UnderWay => _underWay;

    /// <summary>How long a fault keeps this center from being tried.</summary>
    public TimeSpan Pause => _notBefore - context.Time.GetUtcNow();

    public bool IsFree => _underWay is null && Pause <= TimeSpan.Zero;

    /// <summary>The newest heartbeat is published before the next changes: it speaks only of what has left the outbox.</summary>
    public void OfferHeartbeat(DateTimeOffset through) => _heartbeat = through;

    /// <summary>Publishes one message, if none is under way and no pause is on.</summary>
    public void Start(ImmutableArray<OutboxItem> items)
    {
        if (!IsFree) return;
        // A message that was not confirmed may have arrived, so its number stands for just its content: the same again.
        _unconfirmed ??= NextHeartbeat() ?? NextChanges(items);
        if (_unconfirmed is { } next) _underWay = PublishAsync(next.Message, next.Ids.Length);
    }

    /// <summary>Takes note of how the message under way ended, if it has.</summary>
    public void Harvest()
    {
        if (_underWay is not { IsCompleted: true } ended) return;
        _underWay = null;
        if (ended.Result is { } fault) PutOff(fault);
        else Confirm();
    }

    public void Forget(ImmutableArray<long> ids) => _confirmed.ExceptWith(ids);

    public Task DrainAsync() => _underWay ?? Task.CompletedTask;

    private (StreamMessage Message, ImmutableArray<long> Ids)? NextHeartbeat()
    {
        if (_heartbeat is not { } through) return null;
        _heartbeat = null;
        return (new StreamMessage.Heartbeat(context.Cluster, through) { Position = NextPosition() }, []);
    }

    private (StreamMessage Message, ImmutableArray<long> Ids)? NextChanges(ImmutableArray<OutboxItem> items)
    {
        ImmutableArray<OutboxItem> fresh = [.. items.Where(item => !_confirmed.Contains(item.Id)).Take(context.Options.BatchSize)];
        if (fresh.IsEmpty) return null;
        var changes = new StreamMessage.Changes(context.Cluster, [.. fresh.Select(item => item.Event)]) { Position = NextPosition() };
        return (changes, [.. fresh.Select(item => item.Id)]);
    }

    // A number is spent only when its message is confirmed: a hole means that something confirmed is missing.
    private RelayPosition NextPosition() => new(context.Fence, _published + 1);

    private async Task<Exception?> PublishAsync(StreamMessage message, int events)
    {
        long started = context.Time.GetTimestamp();
        try
        {
            using var deadline = new CancellationTokenSource(context.Options.ConfirmTimeout, context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, deadline.Token);
            await broker.PublishAsync(message, either.Token);
            context.Metrics.Published(broker.Center, context.Cluster, events, context.Time.GetElapsedTime(started));
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
        if (_unconfirmed is { } message) _confirmed.UnionWith(message.Ids);
        _unconfirmed = null;
    }

    private void PutOff(Exception fault)
    {
        if (stopping.IsCancellationRequested) return;
        _faults++;
        _notBefore = context.Time.GetUtcNow() + RelayBackoff.After(_faults, context.Options);
        context.Metrics.NotPublished(broker.Center, context.Cluster);
        context.Logger.NotConfirmed(fault, broker.Center, context.Cluster, _faults);
    }
}
