using System.Collections.Immutable;
using MemberGrains.Simulation.Checks.Linearizability;
using MemberGrains.Simulation.Checks.Operations;

namespace MemberGrains.Simulation.Checks;

/// <summary>All checks of a world at rest. To add one: write it beside the others and name it here.</summary>
public static class PromiseChecks
{
    /// <summary>Every promise broken; the more basic ones first.</summary>
    public static ImmutableArray<Violation> Run(Evidence evidence)
    {
        var basic = ImmutableArray.CreateRange(
            FinishedCheck.Check(evidence)
                .Concat(UnhinderedCheck.Check(evidence))
                .Concat(MemberCheck.Check(evidence))
                .Concat(HistoryCheck.Check(evidence))
                .Concat(OperationCheck.Check(evidence))
                .Concat(AcknowledgedCheck.Check(evidence))
                .Concat(IdempotencyCheck.Check(evidence))
                .Concat(StreamCheck.Check(evidence))
                .Concat(ViewCheck.Check(evidence))
                .Concat(VersionOrderCheck.Check(evidence)));

        // The search for an order of everything says little where something simpler is broken already.
        return basic.IsEmpty ? [.. SerialOrderCheck.Check(evidence)] : basic;
    }
}
