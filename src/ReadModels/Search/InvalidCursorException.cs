namespace MemberGrains.ReadModels.Search;

/// <summary>The cursor is not one that this query gave.</summary>
public sealed class InvalidCursorException(string message) : Exception(message);
