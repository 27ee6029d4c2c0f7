namespace MemberGrains.Gateway.Tests.Metrics;

/// <summary>One row of the catalogue.</summary>
internal sealed record CataloguedMetric(string Name, string Type, IReadOnlyList<string> Labels);
