namespace MemberGrains.Resilience.Dependencies;

/// <summary>Of which pipeline a figure is.</summary>
internal readonly record struct DependencyLabels(DependencyCall Call, string Instance);
