using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>
/// Everything that clients saw of all identities together must have one order: each step at a moment between its sending
/// and its answer, each answered as the model answers there (Wing and Gong's search, with Lowe's memory of what was
/// tried). A step that changes nothing is taken as soon as it can be: that never spoils another.
/// </summary>
public static class SerialOrderCheck
{
    private const int MostTried = 20_000;

    /// <summary>One violation if there is no such order.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var steps = ModelSteps.Of(evidence);
        IdentityKey[] keys = [.. evidence.Commands.SelectMany(command => command.Request.Named).Concat(evidence.Reads.Select(read => read.Request.Identity)).Concat(evidence.History.Keys).Distinct().Order()];
        var search = new OrderSearch(steps, MostTried);
        var verdict = search.Find(new ModelState(keys, evidence.Limits));
        (evidence.OrdersTried, evidence.GaveUp) = (search.Tried, verdict == OrderVerdict.GivenUp);
        if (verdict != OrderVerdict.Impossible) yield break;
        var stuck = search.Stuck.Select(step => $"{step.Text} (moments {step.From}-{(step.To == long.MaxValue ? "open" : step.To)})");
        yield return new Violation(
            Promises.StrongReads,
            $"No order of all {steps.Count} steps explains what clients saw. After the longest one ({search.Longest} steps) none of these can follow: {string.Join("; ", stuck)}.",
            [.. keys.Where(key => search.Stuck.Any(step => step.Text.Contains(key.Text, StringComparison.Ordinal)))]);
    }
}
