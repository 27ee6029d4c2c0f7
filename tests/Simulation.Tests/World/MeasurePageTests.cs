using System.Globalization;
using MemberGrains.Simulation.Measures;

namespace MemberGrains.Simulation.Tests.World;

/// <summary>docs/simulation.md names every safety measure with the seed that the tests start from.</summary>
public sealed class MeasurePageTests
{
    [Fact]
    public void Every_measure_is_in_the_table_with_its_seed()
    {
        var rows = File.ReadLines(Path.Combine(Root(), "docs", "simulation.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 6)
            .Select(cells => (Name: cells[1].Trim('`'), Seed: cells[3]))
            .ToList();
        Assert.Equal(SafetyMeasures.All.Select(measure => (measure.Name, measure.FirstRed.ToString(CultureInfo.InvariantCulture))), rows);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MemberGrains.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
