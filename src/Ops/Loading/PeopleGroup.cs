namespace MemberGrains.Ops.Loading;

/// <summary>Identities known to be connected (a union-find forest), and the last line about any of them.</summary>
internal sealed class PeopleGroup
{
    private PeopleGroup? _parent;

    /// <summary>Of the whole group, so ask the root; null if it has ended.</summary>
    public OrderedLine? Last { get; set; }

    /// <summary>The group this one is part of by now.</summary>
    public PeopleGroup Root()
    {
        var root = this;
        while (root._parent is { } parent) root = parent;
        var at = this;
        while (at._parent is { } parent && parent != root)
        {
            at._parent = root;
            at = parent;
        }

        return root;
    }

    /// <summary>Makes this root part of another group.</summary>
    public void JoinInto(PeopleGroup other)
    {
        _parent = other;
        Last = null;
    }
}
