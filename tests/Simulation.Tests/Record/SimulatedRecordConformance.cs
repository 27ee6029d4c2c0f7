using MemberGrains.Conformance.Storage;

namespace MemberGrains.Simulation.Tests.Record;

/// <summary>Every suite of the record, on the simulated one: it is an honest twin of the real ones.</summary>
public static class SimulatedRecordConformance
{
    public sealed class Rows() : RowConformance(new SimulatedStand());

    public sealed class Answers() : AnswerConformance(new SimulatedStand());

    public sealed class History() : HistoryConformance(new SimulatedStand());

    public sealed class Outbox() : OutboxConformance(new SimulatedStand());

    public sealed class Backlogs() : BacklogConformance(new SimulatedStand());

    public sealed class Unfinished() : UnfinishedConformance(new SimulatedStand());

    public sealed class Fences() : FenceConformance(new SimulatedStand());

    public sealed class Replay() : ReplayConformance(new SimulatedStand());

    public sealed class Replicas() : ReplicaConformance(new SimulatedStand());

    public sealed class Epochs() : EpochConformance(new SimulatedStand());
}
