namespace MemberGrains.Gateway.Routing;

/// <summary>
/// Finds the route of a request by its raw target. Raw, because the server decodes paths by halves (<c>%2F</c> stays) and
/// removes dot segments, while an identity's value must be decoded exactly once and seen as it was sent.
/// </summary>
internal sealed class RouteTable
{
    private readonly RouteNode _root = new();

    public RouteTable(IEnumerable<Route> routes)
    {
        Routes = [.. routes];
        foreach (var route in Routes)
        {
            var node = _root;
            foreach (string segment in route.Template[1..].Split('/')) node = node.Add(segment);
            node.Add(route);
        }
    }

    /// <summary>All routes.</summary>
    public IReadOnlyList<Route> Routes { get; }

    public RouteMatch Match(string method, ReadOnlySpan<char> target)
    {
        var path = PathOf(target);
        if (path.IsEmpty) return default;
        var node = _root;
        string? first = null;
        string? second = null;
        int parameters = 0;
        foreach (var range in path[1..].Split('/'))
        {
            node = node.Find(path[1..][range], out bool isParameter, out string? value);
            if (node is null) return default;
            if (!isParameter) continue;
            if (parameters++ == 0) first = value;
            else second = value;
        }

        return node.Allow is null ? default : new RouteMatch(node.RouteOf(method), node.Allow, first, second);
    }

    /// <summary>The path of an origin-form or absolute-form target, without its query; empty if it is neither.</summary>
    private static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> target)
    {
        int query = target.IndexOf('?');
        if (query >= 0) target = target[..query];
        if (target.StartsWith("/")) return target;
        int authority = target.IndexOf("://");
        if (authority < 0) return default;
        var rest = target[(authority + 3)..];
        int slash = rest.IndexOf('/');
        return slash < 0 ? default : rest[slash..];
    }
}
