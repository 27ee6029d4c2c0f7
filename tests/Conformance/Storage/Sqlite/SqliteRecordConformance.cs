namespace MemberGrains.Conformance.Storage.Sqlite;

/// <summary>Every suite of the record, on SQLite files.</summary>
public static class SqliteRecordConformance
{
    public sealed class Rows() : RowConformance(new SqliteStand());

    public sealed class Answers() : AnswerConformance(new SqliteStand());

    public sealed class History() : HistoryConformance(new SqliteStand());

    public sealed class Outbox() : OutboxConformance(new SqliteStand());

    public sealed class Backlogs() : BacklogConformance(new SqliteStand());

    public sealed class Unfinished() : UnfinishedConformance(new SqliteStand());

    public sealed class Fences() : FenceConformance(new SqliteStand());

    public sealed class Replay() : ReplayConformance(new SqliteStand());

    public sealed class Replicas() : ReplicaConformance(new SqliteStand());

    public sealed class Epochs() : EpochConformance(new SqliteStand());
}
