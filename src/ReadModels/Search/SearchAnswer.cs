namespace MemberGrains.ReadModels.Search;

/// <summary>What a search cluster answered, and how fresh it was.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Source">The cluster.</param>
/// <param name="StalenessMs">It showed everything committed up to so many milliseconds ago, rounded up; at least 1.</param>
public sealed record SearchAnswer<T>(T Value, SearchSource Source, long StalenessMs);
