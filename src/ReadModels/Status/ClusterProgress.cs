namespace MemberGrains.ReadModels.Status;

/// <summary>What is applied of one physical cluster, and from when on readers see it.</summary>
internal sealed class ClusterProgress(string name)
{
    private readonly Queue<(DateTimeOffset Through, DateTimeOffset VisibleAt)> _coming = new();
    private DateTimeOffset? _visible;
    private DateTimeOffset? _newest;

    public string Name => name;

    /// <summary>Applied, whether readers see it yet or not.</summary>
    public DateTimeOffset? Newest => _newest;

    public DateTimeOffset? Visible(DateTimeOffset now)
    {
        while (_coming.TryPeek(out var next) && next.VisibleAt <= now)
        {
            _visible = next.Through;
            _coming.Dequeue();
        }

        return _visible;
    }

    public void Advance(DateTimeOffset through, DateTimeOffset visibleAt, DateTimeOffset now)
    {
        if (_newest is { } newest && through <= newest) return;
        _newest = through;
        _coming.Enqueue((through, visibleAt));
        Visible(now);
    }
}
