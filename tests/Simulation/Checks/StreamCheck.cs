namespace MemberGrains.Simulation.Checks;

/// <summary>P4 of the news: every center had every version of every identity at least once, and as the history has it.</summary>
public static class StreamCheck
{
    /// <summary>What a center was not told, or told wrongly.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var (center, events) in evidence.Delivered)
        {
            var known = events.ToLookup(change => (change.Identity, change.Version));
            foreach (var (key, log) in evidence.History)
            {
                foreach (var entry in log)
                {
                    if (!known[(key, entry.Version)].Any())
                        yield return new Violation(Promises.Durable, $"Center {center} was never told version {entry.Version} of {key}.", [key]);
                    else if (known[(key, entry.Version)].Any(change => change.Entry != entry))
                        yield return new Violation(Promises.Durable, $"Center {center} was told another version {entry.Version} of {key} than the history has.", [key]);
                }
            }

            foreach (var change in events.Where(change => evidence.HistoryOf(change.Identity).Count < change.Version))
                yield return new Violation(Promises.Durable, $"Center {center} was told version {change.Version} of {change.Identity}, which the history does not have.", [change.Identity]);
        }
    }
}
