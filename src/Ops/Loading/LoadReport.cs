namespace MemberGrains.Ops.Loading;

/// <summary>How a load ended.</summary>
/// <param name="Source">The file.</param>
/// <param name="Progress">Counts over the gapless answered beginning, earlier runs of an interrupted load included.</param>
/// <param name="Unanswered">Lines of this run without a final answer.</param>
/// <param name="RefusedFile">Where the refused rows are listed.</param>
/// <param name="From">Line this run went on after; 0 for a run from the start.</param>
/// <param name="Retries">Requests sent again.</param>
/// <param name="Took">Wall time of this run.</param>
internal sealed record LoadReport(
    LoadSource Source,
    LoadProgress Progress,
    long Unanswered,
    string RefusedFile,
    long From,
    long Retries,
    TimeSpan Took)
{
    /// <summary>Whether the caller stopped it.</summary>
    public bool Interrupted { get; init; }

    /// <summary>0: every line has its final answer, refusals included. 1: run it again. 130: interrupted.</summary>
    public int ExitCode => Interrupted ? 130 : Progress.Through == Source.Lines ? 0 : 1;

    public void WriteTo(TextWriter console)
    {
        double rate = (Progress.Through - From) / Math.Max(Took.TotalSeconds, 0.001);
        console.WriteLine($"{Path.GetFileName(Source.Path)}: {Progress.Through:N0} of {Source.Lines:N0} lines answered, this run in {Took.TotalSeconds:N1} s ({rate:N0} lines/s)");
        if (From > 0) console.WriteLine($"  went on after line {From:N0}");
        Write(console, "accepted", Progress.AcceptedLines, Progress.Accepted);
        Write(console, "refused", Progress.RefusedLines, Progress.Refused);
        if (Progress.RefusedLines > 0) console.WriteLine($"  refused rows are listed in {RefusedFile}");
        if (Retries > 0) console.WriteLine($"  sent again        {Retries,12:N0}");
        if (Unanswered > 0) console.WriteLine($"  unanswered        {Unanswered,12:N0}");
        if (ExitCode != 0) console.WriteLine("Not finished: run the same command again to go on from here.");
    }

    private static void Write(TextWriter console, string what, long total, SortedDictionary<string, long> counts)
    {
        console.WriteLine($"  {what,-18}{total,12:N0}");
        foreach (var (code, count) in counts.OrderByDescending(entry => entry.Value)) console.WriteLine($"    {code,-26}{count,12:N0}");
    }
}
