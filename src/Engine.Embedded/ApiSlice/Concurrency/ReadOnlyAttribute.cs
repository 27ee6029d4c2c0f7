namespace Orleans.Concurrency;

/// <summary>This call changes nothing and may run beside other calls of its sort.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
