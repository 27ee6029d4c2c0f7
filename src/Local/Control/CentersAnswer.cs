using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Json;

namespace MemberGrains.Local.Control;

/// <summary>All centers, for each physical cluster.</summary>
/// <param name="Items">By center, then cluster.</param>
internal sealed record CentersAnswer(IReadOnlyList<CenterItem> Items);

/// <summary>A center in one physical cluster.</summary>
/// <param name="Center"><c>a</c> or <c>b</c>.</param>
/// <param name="Cluster">For example <c>c0</c>.</param>
/// <param name="State"><c>in | out | held</c>; <c>unknown</c> if the cluster can not be asked.</param>
/// <param name="Since">When it was marked out.</param>
/// <param name="Backlog">Events that it has not been told, counted up to 100,000.</param>
internal sealed record CenterItem(string Center, string Cluster, string State, string? Since, long Backlog)
{
    /// <param name="cluster">The physical cluster.</param>
    /// <param name="center">The center.</param>
    /// <param name="published">What the cluster says; null if it does not answer.</param>
    public static CenterItem Of(string cluster, string center, PublishedThrough? published)
    {
        if (published is null) return new CenterItem(center, cluster, "unknown", null, 0);
        var mark = published.Out.FirstOrDefault(mark => mark.Center == center);
        return mark is null ? new CenterItem(center, cluster, "in", null, 0) : new CenterItem(center, cluster, mark.Held ? "held" : "out", mark.Since.ToWire(), mark.Waiting);
    }
}
