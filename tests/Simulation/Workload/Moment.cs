namespace MemberGrains.Simulation.Workload;

/// <summary>When something was seen. Two moments of one world are never equal: <paramref name="Order"/> is strict.</summary>
/// <param name="Order">Counts the moments of a world; what has the smaller one happened before.</param>
/// <param name="At">Virtual time.</param>
public readonly record struct Moment(long Order, DateTimeOffset At);
