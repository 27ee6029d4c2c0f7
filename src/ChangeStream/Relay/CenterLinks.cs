namespace MemberGrains.ChangeStream.Relay;

/// <summary>What several centers have in common.</summary>
internal static class CenterLinks
{
    /// <summary>Ids of the outbox rows, not deleted yet, that each of these centers has confirmed; in no order.</summary>
    public static IEnumerable<long> ConfirmedByAll(this IReadOnlyCollection<CenterLink> links)
    {
        var fewest = links.MinBy(link => link.Confirmed.Count);
        if (fewest is null || fewest.Confirmed.Count == 0) return [];
        return fewest.Confirmed.Where(id => links.All(link => link.Confirmed.Contains(id)));
    }
}
