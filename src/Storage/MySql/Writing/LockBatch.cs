using System.Data.Common;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// The first round trip of a group commit: begins, and locks all that its commits depend on. Epochs are shared with other
/// commits and exclude whoever advances them; rows are locked in one order everywhere, so that two group commits that meet
/// wait for each other instead of deadlocking. A missing row locks nothing: two that insert it are told apart by its key.
/// </summary>
internal sealed class LockBatch(StoreClock clock)
{
    public HeldBatch Run(NodeConnection connection, IReadOnlyCollection<RowCommit> commits, bool begin = true)
    {
        AnswerDigest[] answers = [.. commits.Where(commit => commit.Answer is not null).Select(commit => AnswerDigest.Of(commit.Answer!.Key)).Distinct()];
        Write(connection.Sql, commits, answers, begin);
        return connection.Query(reader => Read(reader, answers.Length > 0));
    }

    private void Write(SqlText sql, IReadOnlyCollection<RowCommit> commits, AnswerDigest[] answers, bool begin)
    {
        var bySlot = commits.Select(commit => commit.Expected.Key).Distinct().GroupBy(Slot.Of).OrderBy(group => group.Key).ToList();
        if (begin) sql.Sql("START TRANSACTION;");
        sql.Sql("SELECT slot, epoch, ").Sql(clock.Now).Sql(" FROM slot_epoch WHERE slot IN (")
            .List(bySlot, static (to, group) => to.Number(group.Key.Number)).Sql(") LOCK IN SHARE MODE;");
        bool first = true;
        foreach (var group in bySlot)
        {
            sql.Sql(first ? "(" : " UNION ALL (");
            first = false;
            sql.Sql("SELECT row_key, revision, version, since FROM ").Sql(SlotTables.Identity(group.Key)).Sql(" WHERE row_key IN (")
                .List(group.Order(), static (to, key) => to.Text(key.Text)).Sql(") FOR UPDATE)");
        }

        if (answers.Length > 0)
            sql.Sql(";SELECT digest FROM recorded_answer WHERE digest IN (").List(answers, static (to, answer) => answer.WriteTo(to)).Sql(")");
    }

    private static HeldBatch Read(DbDataReader reader, bool answers)
    {
        var held = new HeldBatch();
        while (reader.Read())
        {
            held.Epochs.Add(new Slot((short)reader.GetInt64(0)), reader.GetInt64(1));
            held.Now = reader.GetInt64(2);
        }

        reader.NextResult();
        while (reader.Read()) held.Rows.Add(reader.Key(0), new HeldRow(reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetInt64(3)));
        if (!answers) return held;
        reader.NextResult();
        while (reader.Read()) held.Answers.Add(AnswerDigest.Read(reader.Bytes(0)));
        return held;
    }
}
