namespace MemberGrains.ChangeStream.Port;

/// <summary>Which dead letters of a center are meant.</summary>
/// <param name="Group">Those of this group; null for every group.</param>
/// <param name="Id">Only the one of this id; null for all.</param>
public readonly record struct DeadLetterChoice(string? Group = null, string? Id = null);
