namespace MemberGrains.Simulation.Workload;

/// <summary>One step of a client, drawn before the world starts.</summary>
/// <param name="Think">What it waits before.</param>
/// <param name="Request">What it asks for.</param>
/// <param name="Timeout">How long it waits for each answer.</param>
/// <param name="Tries">After so many tries without a final answer it gives up; someone repeats the command at the end of the world.</param>
/// <param name="Twin">Whether the same command is sent through another gateway at the same time.</param>
/// <param name="RepeatAfter">When the answered command is repeated; null for never.</param>
/// <param name="Misuse">Whether its key is sent once more with another body.</param>
/// <param name="Keyless">Whether it goes without a key where it needs none.</param>
public sealed record PlannedStep(TimeSpan Think, Request Request, TimeSpan Timeout, int Tries, bool Twin, TimeSpan? RepeatAfter, bool Misuse, bool Keyless);
