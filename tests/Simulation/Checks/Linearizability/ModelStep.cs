namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>Something that has to have happened at one moment between two.</summary>
/// <param name="From">The earliest.</param>
/// <param name="To">The latest; <see cref="long.MaxValue"/> if nobody was told.</param>
/// <param name="Changes">Whether it changes the state.</param>
/// <param name="TryApply">The state after it; null where it can not happen.</param>
/// <param name="Text">What it is.</param>
internal sealed record ModelStep(long From, long To, bool Changes, Func<ModelState, ModelState?> TryApply, string Text)
{
    /// <summary>
    /// Its place in the order in which the record was written: where the search looks first. Only a hint: an order of
    /// which it is a part counts if it explains what clients saw, whatever the record says.
    /// </summary>
    public int Place { get; init; } = int.MaxValue;
}
