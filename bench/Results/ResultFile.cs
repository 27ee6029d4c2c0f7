using System.Globalization;
using System.Text;

namespace MemberGrains.Bench.Results;

/// <summary>Writes a bench's figures with machine and commit, and shows them.</summary>
internal static class ResultFile
{
    public static void Write(string root, string bench, string how, IReadOnlyList<Figure> figures)
    {
        var machine = Machine.Here(root);
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {bench}, {date}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryGiB} GiB, {machine.Os}, {machine.Runtime}, commit {machine.Commit}.");
        text.AppendLine();
        text.AppendLine(how);
        text.AppendLine();
        text.AppendLine("| figure | value | unit | goal |");
        text.AppendLine("|---|---:|---|---|");
        foreach (var figure in figures)
        {
            string value = figure.Value.ToString(Math.Abs(figure.Value) >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.Name} | {value} | {figure.Unit} | {figure.Goal} |");
        }

        string directory = Directory.CreateDirectory(Path.Combine(root, "bench", "results")).FullName;
        string file = Path.Combine(directory, $"{date}-{bench}.md");
        File.WriteAllText(file, text.ToString());
        Console.WriteLine(text);
        Console.WriteLine($"Written to {Path.GetRelativePath(root, file)}");
    }
}
