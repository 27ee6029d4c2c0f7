namespace MemberGrains.ReadModels.Search;

/// <summary>Which search cluster answered.</summary>
public enum SearchSource
{
    /// <summary>Center a's.</summary>
    Primary,

    /// <summary>Center b's.</summary>
    Backup,

    /// <summary>The one for scans.</summary>
    Marketing,
}
