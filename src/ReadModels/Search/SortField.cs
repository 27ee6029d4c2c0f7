namespace MemberGrains.ReadModels.Search;

/// <summary>What a search can be sorted by.</summary>
public enum SortField
{
    /// <summary>The identity's key, ordinal.</summary>
    Identity,

    /// <summary>Time of the identity's own binding.</summary>
    BoundAt,

    /// <summary>Time of the identity's last change.</summary>
    UpdatedAt,
}
