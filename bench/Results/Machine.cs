using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MemberGrains.Bench.Results;

/// <summary>Where figures were measured: they mean nothing without it.</summary>
internal sealed record Machine(string Cpu, int Cores, double MemoryGiB, string Os, string Runtime, string Commit)
{
    public static Machine Here(string root) => new(
        Cpu: Line("/proc/cpuinfo", "model name"),
        Cores: Environment.ProcessorCount,
        MemoryGiB: Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30), 1),
        Os: RuntimeInformation.OSDescription,
        Runtime: RuntimeInformation.FrameworkDescription,
        Commit: Git(root, "rev-parse --short HEAD") + (Git(root, "status --porcelain --untracked-files=no").Length > 0 ? " with changes" : string.Empty));

    private static string Line(string file, string name)
    {
        if (!File.Exists(file)) return RuntimeInformation.ProcessArchitecture.ToString();
        string? line = File.ReadLines(file).FirstOrDefault(text => text.StartsWith(name, StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static string Git(string root, string arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : string.Empty;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
