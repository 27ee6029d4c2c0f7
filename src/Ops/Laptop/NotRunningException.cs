namespace MemberGrains.Ops.Laptop;

/// <summary>There is no running cluster to ask.</summary>
internal sealed class NotRunningException(string message) : Exception(message);
