using System.Collections.Immutable;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>
/// Deletes from the outbox what every center has confirmed, beside the publishing: a deletion is a commit of its own, and
/// the next message need not wait for it. Rows whose deletion is under way are still read and passed over.
/// </summary>
internal sealed class Removal(RelayContext context, ImmutableArray<CenterLink> links, CancellationToken stopping)
{
    private ImmutableArray<long> _ids = [];
    private Task<Exception?>? _underWay;
    private bool _fenceHeld = true;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _faults;

    /// <summary>The deletion under way; it never fails, <see cref="Harvest"/> looks at how it ended.</summary>
    public Task? UnderWay => _underWay;

    /// <summary>How long until what is confirmed now may be deleted; null if there is nothing to delete.</summary>
    public TimeSpan? Pause => _underWay is null && links.ConfirmedByAll().Any() ? _notBefore - context.Time.GetUtcNow() : null;

    /// <summary>Deletes what is confirmed, if nothing is under way, and no pause is on or it is a message full.</summary>
    public void Start()
    {
        if (_underWay is not null) return;
        var now = context.Time.GetUtcNow();
        bool pauses = now < _notBefore;
        // A deletion that failed is put off however much waits for it.
        if (pauses && _faults > 0) return;
        ImmutableArray<long> ids = [.. links.ConfirmedByAll().Order()];
        if (ids.IsEmpty || (pauses && ids.Length < context.Options.BatchSize)) return;
        _ids = ids;
        _notBefore = now + context.Options.RemovalInterval;
        _underWay = DeleteAsync();
    }

    /// <summary>Takes note of how the deletion under way ended, if it has. False when the fence is lost.</summary>
    public bool Harvest()
    {
        if (_underWay is not { IsCompleted: true } ended) return true;
        _underWay = null;
        if (ended.Result is { } fault) PutOff(fault);
        else if (_fenceHeld) Forget();
        return _fenceHeld;
    }

    public Task DrainAsync() => _underWay ?? Task.CompletedTask;

    private async Task<Exception?> DeleteAsync()
    {
        try
        {
            _fenceHeld = await context.Outbox.DeleteAsync(context.Cluster, _ids, context.Fence, stopping);
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private void Forget()
    {
        _faults = 0;
        foreach (var link in links) link.Forget(_ids);
        context.Metrics.Removed(context.Cluster, _ids.Length);
    }

    /// <summary>Whether they are deleted is not known: they are deleted again.</summary>
    private void PutOff(Exception fault)
    {
        if (stopping.IsCancellationRequested) return;
        _faults++;
        _notBefore = context.Time.GetUtcNow() + RelayBackoff.After(_faults, context.Options);
        context.Logger.RoundFailed(fault, context.Cluster, _faults);
    }
}
