namespace MemberGrains.Bench.Results;

/// <summary>One measured value.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Goal">What it should reach, in words; null where it is a limit or a condition.</param>
internal sealed record Figure(string Name, double Value, string Unit, string? Goal = null);
