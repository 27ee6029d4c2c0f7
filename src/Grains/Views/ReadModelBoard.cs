using System.Collections.Immutable;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Grains.Views;

/// <summary>
/// Puts together what several processes say of the same read models: each feeds some physical clusters, and they take
/// over from one another.
/// </summary>
internal sealed class ReadModelBoard
{
    /// <summary>What a process said counts for this long; it speaks several times a second.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (DateTimeOffset At, ImmutableArray<ReadModelReport> Reports)> _processes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, DateTimeOffset>> _applied = new(StringComparer.Ordinal);

    public void Take(string process, ImmutableArray<ReadModelReport> reports, DateTimeOffset now)
    {
        _processes[process] = (now, reports);
        foreach (var report in reports) Advance(report);
    }

    public ImmutableArray<ReadModelReport> Read(DateTimeOffset now)
    {
        foreach (string silent in _processes.Where(said => now - said.Value.At > KeptFor).Select(said => said.Key).ToArray()) _processes.Remove(silent);
        return [.. _processes.Values.SelectMany(said => said.Reports).GroupBy(report => report.Name, StringComparer.Ordinal)
            .OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => Together([.. model]))];
    }

    /// <summary>What has been applied stays applied, whoever has said so and whatever became of it.</summary>
    private void Advance(ReadModelReport report)
    {
        if (!_applied.TryGetValue(report.Name, out var clusters)) _applied[report.Name] = clusters = new(StringComparer.Ordinal);
        foreach (var (cluster, through) in report.Applied)
        {
            if (!clusters.TryGetValue(cluster, out var known) || known < through) clusters[cluster] = through;
        }
    }

    private ReadModelReport Together(ImmutableArray<ReadModelReport> reports) => new(
        reports[0].Name,
        reports.Any(report => report.Filled),
        reports.Any(report => report.Failing),
        reports.Max(report => report.WaitingEvents),
        [.. _applied[reports[0].Name].Select(cluster => new AppliedThrough(cluster.Key, cluster.Value))]);
}
