using MemberGrains.ChangeStream;
using MemberGrains.Local.Cluster;

namespace MemberGrains.Local.Control;

/// <summary>Which centers the news goes to, and the operator's word about it.</summary>
internal sealed class Centers(LaptopParts parts)
{
    /// <summary>Each center in each physical cluster.</summary>
    public async Task<CentersAnswer> ReadAsync(CancellationToken cancellation)
    {
        var items = new List<CenterItem>();
        foreach (var cluster in parts.Record.Slots.Clusters)
        {
            var published = await parts.Record.Outbox.PublishedThroughAsync(cluster.Id, cancellation);
            items.AddRange(StreamGroups.Centers.Select(center => CenterItem.Of(cluster.Id, center, published)));
        }

        return new CentersAnswer([.. items.OrderBy(item => item.Center, StringComparer.Ordinal).ThenBy(item => item.Cluster, StringComparer.Ordinal)]);
    }

    /// <summary>Marks a center out in every physical cluster and keeps it so, or lets it go. Null if there is no such center.</summary>
    public async Task<CentersAnswer?> HoldAsync(string center, bool held, CancellationToken cancellation)
    {
        if (!StreamGroups.Centers.Contains(center)) return null;
        // Said again it is so already, so one that was cut off between two clusters is simply repeated.
        foreach (var cluster in parts.Record.Slots.Clusters) await parts.Record.Backlogs.HoldAsync(cluster.Id, center, held, cancellation);
        return await ReadAsync(cancellation);
    }
}
