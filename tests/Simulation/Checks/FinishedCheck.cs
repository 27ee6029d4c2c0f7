using System.Globalization;

namespace MemberGrains.Simulation.Checks;

/// <summary>Nothing is left to do: every command was answered, no row is prepared, index and outbox are empty; and it was so soon after the faults.</summary>
public static class FinishedCheck
{
    /// <summary>What is not finished.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var command in evidence.Commands.Where(command => command.Answer is null))
            yield return new Violation(Promises.Finished, $"Command {command} has no final answer after {command.Attempts.Count} tries.", [command.Request.First]);
        foreach (var row in evidence.Rows.Values.Where(row => row.Pending is not null))
            yield return new Violation(Promises.Finished, $"{row.Key} is still prepared for {row.Pending!.OperationId} of {row.Pending.Coordinator}.", [row.Key, row.Pending.Coordinator]);
        foreach (var row in evidence.Unfinished)
            yield return new Violation(Promises.Finished, $"The index still holds {row.OperationId} at {row.Key} ({(row.Decided ? "decided" : "prepared")}).", [row.Key, row.Coordinator]);
        foreach (var (row, age) in evidence.Unhurried.Where(one => one.For > evidence.RecoveryBound))
            yield return new Violation(Promises.Finished, string.Create(CultureInfo.InvariantCulture, $"{row.OperationId} at {row.Key} stayed {(row.Decided ? "decided" : "prepared")} for {age.TotalSeconds:F1} s without a fault in its way."), [row.Key, row.Coordinator]);
        foreach (var item in evidence.Outbox)
            yield return new Violation(Promises.Finished, $"Version {item.Version} of {item.Identity} is still in the outbox.", [item.Identity]);
    }
}
