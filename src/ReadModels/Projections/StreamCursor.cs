using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ReadModels.Projections;

/// <summary>
/// What a projection knows of one physical cluster's stream: whether everything before a message has been applied. A
/// heartbeat counts only then; a hole that does not close in time means that the rows must be asked.
/// </summary>
internal sealed class StreamCursor(TimeSpan patience, TimeProvider time)
{
    private readonly SortedSet<long> _ahead = [];
    private readonly List<(long Number, DateTimeOffset Through)> _held = [];
    private long _fence;
    private long _contiguous;
    private bool _lost;
    private DateTimeOffset? _gapSince;

    /// <summary>Something has been missing for longer than mere reordering explains.</summary>
    public bool IsOverdue => _gapSince is { } since && time.GetUtcNow() - since >= patience;

    /// <summary>
    /// A message has been applied. Returns the time up to which everything committed is applied now, null if this
    /// message tells nothing new of it.
    /// </summary>
    public DateTimeOffset? Observe(StreamMessage message)
    {
        var through = (message as StreamMessage.Heartbeat)?.PublishedThrough;
        var position = message.Position;
        if (position.Fence == 0) return _gapSince is null ? through : null;
        if (position.Fence < _fence) return null;
        if (position.Fence > _fence) Follow(position.Fence);
        if (through is { } time) _held.Add((position.Number, time));
        if (position.Number > _contiguous) _ahead.Add(position.Number);
        while (_ahead.Remove(_contiguous + 1)) _contiguous++;
        MarkGap();
        return Release();
    }

    /// <summary>What was missing has been taken from the rows.</summary>
    public DateTimeOffset? Repaired()
    {
        _lost = false;
        if (_ahead.Count > 0) _contiguous = _ahead.Max;
        _ahead.Clear();
        MarkGap();
        return Release();
    }

    private void Follow(long fence)
    {
        // What was open under the last relay may never come: the new one counts from 1 and knows nothing of it.
        _lost |= _ahead.Count > 0;
        _fence = fence;
        _contiguous = 0;
        _ahead.Clear();
        _held.Clear();
    }

    private void MarkGap()
    {
        bool open = _lost || _ahead.Count > 0;
        if (!open) _gapSince = null;
        else _gapSince ??= time.GetUtcNow();
    }

    private DateTimeOffset? Release()
    {
        if (_lost) return null;
        DateTimeOffset? newest = null;
        foreach (var (number, through) in _held)
        {
            if (number <= _contiguous && (newest is null || through > newest)) newest = through;
        }

        _held.RemoveAll(held => held.Number <= _contiguous);
        return newest;
    }
}
