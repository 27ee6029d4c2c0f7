using System.Globalization;
using MemberGrains.Simulation.World;

namespace MemberGrains.Simulation.Cli;

/// <summary>What a red seed says: the seed, how to see it again, the broken promises, and the lines of the trace that matter.</summary>
public static class SeedReport
{
    private const int MostViolations = 8;
    private const int LinesOfIdentities = 60;
    private const int LastLines = 25;

    /// <summary>The report.</summary>
    public static string Of(WorldResult result)
    {
        var text = new List<string> { string.Create(CultureInfo.InvariantCulture, $"Seed {result.Seed} broke a promise. See it again: ./dev sim --seed {result.Seed} --trace trace.txt") };
        if (result.Fault is { } fault) text.Add($"  the run ended early: {fault}");
        if (!result.Violations.IsEmpty) text.Add($"  broken: {string.Join(", ", result.Violations.Select(violation => violation.Promise).Distinct())}");
        foreach (var violation in result.Violations.Take(MostViolations)) text.Add($"  {violation}");
        if (result.Violations.Length > MostViolations) text.Add($"  and {result.Violations.Length - MostViolations} more");

        string[] keys = [.. result.Violations.Take(MostViolations).SelectMany(violation => violation.Identities).Select(key => key.Text).Distinct()];
        if (keys.Length > 0)
        {
            text.Add($"  trace about {string.Join(", ", keys)}:");
            text.AddRange(result.LastLines.Where(line => keys.Any(key => line.Contains(key, StringComparison.Ordinal))).TakeLast(LinesOfIdentities).Select(line => "    " + line));
        }

        text.Add("  end of the trace:");
        text.AddRange(result.LastLines.TakeLast(LastLines).Select(line => "    " + line));
        return string.Join(Environment.NewLine, text);
    }
}
