namespace MemberGrains.ReadModels.Search;

/// <summary>No search cluster that may answer is live.</summary>
public sealed class SearchUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
