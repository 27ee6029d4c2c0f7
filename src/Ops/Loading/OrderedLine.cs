namespace MemberGrains.Ops.Loading;

/// <summary>A line and what it waits for.</summary>
internal sealed class OrderedLine(LoadLine line)
{
    private readonly List<OrderedLine> _followers = [];

    public LoadLine Line { get; } = line;

    /// <summary>How many earlier lines about the same people have not ended.</summary>
    public int WaitsFor { get; private set; }

    /// <summary>The people it is about; null if it names none.</summary>
    public PeopleGroup? Group { get; set; }

    /// <summary>Null, or an earlier line that has not ended.</summary>
    public void WaitFor(OrderedLine? earlier)
    {
        if (earlier is null) return;
        earlier._followers.Add(this);
        WaitsFor++;
    }

    /// <summary>Ends it; returns those that waited for it.</summary>
    public IReadOnlyList<OrderedLine> End()
    {
        foreach (var follower in _followers) follower.WaitsFor--;
        return _followers;
    }
}
