namespace MemberGrains.ChangeStream.Port;

/// <summary>A message that a group could not take.</summary>
/// <param name="Id">Names it within its group.</param>
/// <param name="Group">The group.</param>
/// <param name="Cluster">The physical cluster it speaks of; empty if it does not say.</param>
/// <param name="Reason">What the last try said.</param>
/// <param name="Failures">Tries that failed.</param>
/// <param name="At">When it was put aside, UTC.</param>
/// <param name="Bytes">Length of its body.</param>
public sealed record DeadLetter(string Id, string Group, string Cluster, string Reason, int Failures, DateTimeOffset At, int Bytes);
