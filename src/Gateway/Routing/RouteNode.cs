namespace MemberGrains.Gateway.Routing;

/// <summary>One segment of the route table: literals first, then a parameter with an action behind it, then a parameter.</summary>
internal sealed class RouteNode
{
    private readonly Dictionary<string, RouteNode> _literals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RouteNode>.AlternateLookup<ReadOnlySpan<char>> _literalsBySpan;
    private readonly List<(string Action, RouteNode Node)> _actions = [];
    private readonly List<Route> _routes = [];
    private RouteNode? _parameter;

    public RouteNode() => _literalsBySpan = _literals.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The methods of the routes that end here; null if none does.</summary>
    public string? Allow { get; private set; }

    public RouteNode Add(string segment)
    {
        if (!segment.StartsWith('{')) return _literals.TryGetValue(segment, out var literal) ? literal : _literals[segment] = new RouteNode();
        string action = segment[(segment.IndexOf('}', StringComparison.Ordinal) + 1)..];
        if (action.Length == 0) return _parameter ??= new RouteNode();
        foreach (var known in _actions)
        {
            if (known.Action == action) return known.Node;
        }

        _actions.Add((action, new RouteNode()));
        return _actions[^1].Node;
    }

    public void Add(Route route)
    {
        _routes.Add(route);
        Allow = string.Join(", ", _routes.Select(each => each.Method));
    }

    public Route? RouteOf(string method)
    {
        foreach (var route in _routes)
        {
            if (route.Method == method) return route;
        }

        return null;
    }

    /// <summary>The node below for a raw segment; for a parameter, its decoded value (null if malformed).</summary>
    public RouteNode? Find(ReadOnlySpan<char> raw, out bool isParameter, out string? value)
    {
        value = null;
        isParameter = false;
        if (_literalsBySpan.TryGetValue(raw, out var literal)) return literal;
        if (raw.Contains('%') && _literals.Count > 0 && PercentEncoding.Decode(raw) is { } decoded && _literals.TryGetValue(decoded, out literal)) return literal;
        if (raw.IsEmpty) return null;
        isParameter = true;
        foreach (var (action, node) in _actions)
        {
            if (raw.Length <= action.Length || !raw.EndsWith(action)) continue;
            value = PercentEncoding.Decode(raw[..^action.Length]);
            return node;
        }

        if (_parameter is null) return null;
        value = PercentEncoding.Decode(raw);
        return _parameter;
    }
}
