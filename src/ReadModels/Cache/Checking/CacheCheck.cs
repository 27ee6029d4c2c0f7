namespace MemberGrains.ReadModels.Cache.Checking;

/// <summary>What the checker found of a row in a cache.</summary>
public enum CacheCheck
{
    /// <summary>Not there: no mistake.</summary>
    Absent,

    /// <summary>The row's value, or a newer one.</summary>
    Fresh,

    /// <summary>An older one, also after the cache's lag budget; or another content of the same version.</summary>
    Stale,
}
