using System.Globalization;

namespace MemberGrains.Servers.Processes;

/// <summary>The cores that this process may run on.</summary>
internal static class Cores
{
    private const string Line = "Cpus_allowed_list:";

    /// <summary>One of them, the same for the same number; different numbers spread over all.</summary>
    public static int Of(int number)
    {
        string list = ServerProcess.StatusLine(Environment.ProcessId, Line)![Line.Length..];
        int[] cores = [.. list.Split(',').SelectMany(Range)];
        return cores[number % cores.Length];
    }

    // Such as 0-3 or 5.
    private static IEnumerable<int> Range(string text)
    {
        int[] ends = [.. text.Split('-').Select(end => int.Parse(end, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture))];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
