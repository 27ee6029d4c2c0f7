using System.Globalization;

namespace MemberGrains.E2E.Tests.Kills.Services;

/// <summary>What callers noticed of each server that was killed.</summary>
internal sealed class ServiceKillReport
{
    private readonly List<string> _lines = [];

    /// <param name="what">Which servers, and what was done.</param>
    /// <param name="away">From the kill until the servers answered again.</param>
    /// <param name="pauses">Begun at the kill.</param>
    /// <param name="views">From when the servers answered until every view was live; null where it was not asked.</param>
    public void Killed(string what, TimeSpan away, Pauses pauses, int acknowledged, int refused, TimeSpan? views) => _lines.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {away.TotalSeconds:F1} s | {pauses.Longest(0).TotalSeconds:F1} s | {pauses.Longest(1).TotalSeconds:F1} s | {acknowledged} | {refused} | {(views is { } time ? $"{time.TotalSeconds:F1} s" : "-")} |"));

    /// <param name="agreed">From the last command until verify found nothing that differs.</param>
    public string Text(Ledger ledger, AtRest rest, TimeSpan agreed) => string.Join('\n', [
        "| killed with -9 | away | longest pause at c0 | at c1 | acknowledged while it was away | refused | views live after |",
        "|---|---:|---:|---:|---:|---:|---:|",
        .. _lines,
        "",
        string.Create(CultureInfo.InvariantCulture, $"{ledger.Count} commands acknowledged and replayed with the same bytes, {ledger.Refused} refused; {ledger.Identities.Count} identities, {rest.Entries} history entries. None acknowledged is missing, none too many. Rows, search and caches compared equal {agreed.TotalSeconds:F1} s after the last command."),
        ""]);
}
