namespace Orleans.Concurrency;

/// <summary>This call neither waits for running calls nor makes others wait.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
