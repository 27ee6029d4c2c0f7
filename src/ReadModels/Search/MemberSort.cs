namespace MemberGrains.ReadModels.Search;

/// <summary>One sort key; the identity is always the last, as tie-breaker.</summary>
public readonly record struct MemberSort(SortField Field, bool Descending);
