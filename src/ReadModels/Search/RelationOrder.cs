using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Search;

/// <summary>The order of a search's items: the sort keys, then the identity.</summary>
internal sealed class RelationOrder(ImmutableArray<MemberSort> sort) : IComparer<Relation>
{
    /// <summary>Whether the items come in the order of their keys, and so a sorted index serves them as they are.</summary>
    public bool IsByKey => sort.IsDefaultOrEmpty || sort[0].Field == SortField.Identity;

    /// <summary>Whether that order is from the last key to the first.</summary>
    public bool IsDescendingByKey => IsByKey && !sort.IsDefaultOrEmpty && sort[0].Descending;

    public int Compare(Relation? left, Relation? right)
    {
        foreach (var key in Keys)
        {
            int order = key.Field == SortField.Identity
                ? left!.Identity.CompareTo(right!.Identity)
                : ValueOf(left!, key.Field).CompareTo(ValueOf(right!, key.Field));
            if (order != 0) return key.Descending ? -order : order;
        }

        return left!.Identity.CompareTo(right!.Identity);
    }

    /// <summary>Whether an item comes after a page's last.</summary>
    public bool IsAfter(Relation item, ScanPosition position)
    {
        int i = 0;
        foreach (var key in Keys)
        {
            int order = key.Field == SortField.Identity
                ? string.CompareOrdinal(item.Identity.Text, position.Identity)
                : ValueOf(item, key.Field).CompareTo(position.Values[i]);
            if (order != 0) return (key.Descending ? -order : order) > 0;
            i++;
        }

        return string.CompareOrdinal(item.Identity.Text, position.Identity) > 0;
    }

    public ScanPosition PositionOf(Relation item) => new(
        [.. Keys.Select(key => key.Field == SortField.Identity ? 0 : ValueOf(item, key.Field))],
        item.Identity.Text);

    private ImmutableArray<MemberSort> Keys => sort.IsDefault ? [] : sort;

    private static long ValueOf(Relation item, SortField field) => (field switch
    {
        SortField.BoundAt => OwnBinding.Of(item).BoundAt,
        SortField.UpdatedAt => item.State.UpdatedAt,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    }).ToUnixTimeMilliseconds();
}
