using System.Globalization;
using System.Text;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>What a run of kills went through.</summary>
internal sealed class KillReport
{
    private readonly List<double> _settled = [];
    private int _kills;
    private int _inRecovery;
    private int _unknown;
    private int _leftPending;

    public void Killed(bool inRecovery)
    {
        _kills++;
        if (inRecovery) _inRecovery++;
    }

    /// <summary>How many operations a kill had left pending, and how long after the start none was any more.</summary>
    public void Settled(int left, TimeSpan after)
    {
        _leftPending += left;
        _settled.Add(after.TotalSeconds);
    }

    public void Learnt(int unknown) => _unknown += unknown;

    public string Text(Ledger ledger, AtRest rest)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"kills: {_kills}, of them {_inRecovery} while still recovering from the one before");
        text.AppendLine(CultureInfo.InvariantCulture, $"acknowledged and replayed: {ledger.Count}; refused with the key left free: {ledger.Refused}");
        text.AppendLine(CultureInfo.InvariantCulture, $"on their way when the process died, learnt by repeating: {_unknown}");
        text.AppendLine(CultureInfo.InvariantCulture, $"operations found pending at a start: {_leftPending}; none pending after {_settled.DefaultIfEmpty().Max():F1} s at most, {_settled.DefaultIfEmpty().Average():F1} s on average");
        text.AppendLine(CultureInfo.InvariantCulture, $"identities: {ledger.Identities.Count}; history entries: {rest.Entries}");
        foreach (var outcome in ledger.Acknowledged.GroupBy(command => $"{command.Command.Name}: {command.Outcome}").OrderBy(group => group.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {outcome.Key} {outcome.Count()}");
        return text.ToString();
    }
}
