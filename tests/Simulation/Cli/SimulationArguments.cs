using System.Globalization;
using MemberGrains.Simulation.Measures;

namespace MemberGrains.Simulation.Cli;

/// <summary>What the command line asks for: one seed with its trace, or a range of seeds.</summary>
/// <param name="From">The first seed.</param>
/// <param name="Count">How many.</param>
/// <param name="Without">The safety measure to do without; null for none.</param>
/// <param name="TraceFile">Where the trace of a single seed goes; null for nowhere.</param>
internal sealed record SimulationArguments(long From, long Count, SafetyMeasure? Without, string? TraceFile)
{
    public const string Usage = """
        ./dev sim --seed N [--trace FILE]     one seed; its whole trace into FILE
        ./dev sim [--seeds COUNT] [--from N]  COUNT seeds (default 1000) from N (default 1) on
          --without MEASURE                   without a safety measure of docs/simulation.md, until a seed is red
        Ends with 0 if every promise was kept, 1 if one was broken, 2 for a command line it does not know.
        """;

    private const long DefaultCount = 1000;

    /// <summary>Null if the command line is wrong.</summary>
    public static SimulationArguments? Parse(IReadOnlyList<string> args)
    {
        long? seed = null, count = null, from = null;
        string? trace = null;
        SafetyMeasure? without = null;
        for (int i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count) return null;
            string value = args[i + 1];
            bool known = args[i] switch
            {
                "--seed" => Number(value, out seed),
                "--seeds" => Number(value, out count) && count > 0,
                "--from" => Number(value, out from),
                "--without" => (without = SafetyMeasures.Find(value)) is not null,
                "--trace" => (trace = value).Length > 0,
                _ => false,
            };
            if (!known) return null;
        }

        if (seed is { } one) return count is null && from is null ? new SimulationArguments(one, 1, without, trace) : null;
        return trace is null ? new SimulationArguments(from ?? 1, count ?? DefaultCount, without, null) : null;
    }

    private static bool Number(string text, out long? number)
    {
        bool parsed = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        number = parsed ? value : null;
        return parsed;
    }
}
