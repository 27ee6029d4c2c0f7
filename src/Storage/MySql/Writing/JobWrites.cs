using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>What background jobs and roles write, each in a transaction of its own.</summary>
internal sealed class JobWrites(StoreClock clock)
{
    /// <summary>The lock on the epoch's row waits for every commit that has read it, and keeps new ones from reading the old.</summary>
    public static bool AdvanceEpoch(NodeConnection connection, Slot slot, long expected)
    {
        connection.Sql.Sql("UPDATE slot_epoch SET epoch = epoch + 1 WHERE slot = ").Number(slot.Number).Sql(" AND epoch = ").Number(expected);
        return connection.Execute() == 1;
    }

    /// <summary>
    /// A lease that ran out is taken anew even by its owner: what it sent in between must not pass for its next term. The
    /// token is worked out first, from the columns as they were.
    /// </summary>
    public long? AcquireFence(NodeConnection connection, string job, string owner, TimeSpan lease)
    {
        if (IsAnothers(connection, job, owner)) return null;
        var sql = connection.Sql;
        sql.Sql("START TRANSACTION; INSERT INTO job_fence (job, owner, token, until) VALUES (").Text(job).Sql(", ").Text("").Sql(", 0, 0) ON DUPLICATE KEY UPDATE token = token;");
        sql.Sql("UPDATE job_fence SET token = IF(until > ").Sql(clock.Now).Sql(", token, token + 1), owner = ").Text(owner).Sql(", until = ").Sql(clock.Now).Sql(" + ").Number((long)lease.TotalMilliseconds)
            .Sql(" WHERE job = ").Text(job).Sql(" AND (owner = ").Text(owner).Sql(" OR until <= ").Sql(clock.Now).Sql(");");
        sql.Sql("SELECT token FROM job_fence WHERE job = ").Text(job).Sql(" AND owner = ").Text(owner).Sql("; COMMIT");
        return connection.Query(static reader => reader.Read() ? reader.GetInt64(0) : (long?)null);
    }

    /// <summary>Looked at first, without a transaction: all silos ask all the time, and nearly always it is another's.</summary>
    private bool IsAnothers(NodeConnection connection, string job, string owner)
    {
        connection.Sql.Sql("SELECT 1 FROM job_fence WHERE job = ").Text(job).Sql(" AND owner <> ").Text(owner).Sql(" AND until > ").Sql(clock.Now);
        return connection.Query(static reader => reader.Read());
    }

    /// <summary>The token stays, because the next one must be higher.</summary>
    public static bool ReleaseFence(NodeConnection connection, string job, string owner)
    {
        connection.Sql.Sql("UPDATE job_fence SET until = 0 WHERE job = ").Text(job).Sql(" AND owner = ").Text(owner);
        connection.Execute();
        return true;
    }

    /// <summary>
    /// Ids ascend with time, so the oldest answers are the first rows: no index on their age is needed, and a step reads no
    /// more rows than it may delete.
    /// </summary>
    public static int DeleteAnswers(NodeConnection connection, DateTimeOffset before, int limit)
    {
        connection.Sql
            .Sql("DELETE FROM recorded_answer WHERE at < ").Number(before.ToUnixTimeMilliseconds())
            .Sql(" AND id <= (SELECT newest FROM (SELECT MAX(id) AS newest FROM (SELECT id FROM recorded_answer ORDER BY id LIMIT ").Number(limit).Sql(") AS oldest) AS bound)");
        return Math.Max(0, connection.Execute());
    }

    /// <summary>
    /// Writes the time for replicas to show, unless another process has just done so. The clock is read before the commit, so
    /// a node that shows this time shows every commit acknowledged before it.
    /// </summary>
    public bool Beat(NodeConnection connection, long intervalMs)
    {
        connection.Sql.Sql("UPDATE heartbeat SET at = ").Sql(clock.Now).Sql(" WHERE id = 1 AND at <= ").Sql(clock.Now).Sql(" - ").Number(intervalMs / 2);
        connection.Execute();
        return true;
    }
}
