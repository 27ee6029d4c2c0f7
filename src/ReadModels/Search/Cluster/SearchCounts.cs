namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>How many documents searches see.</summary>
public readonly record struct SearchCounts(long Identities, long Members);
