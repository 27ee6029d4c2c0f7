using System.Collections.Immutable;
using System.Data.Common;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>A batch of reads as one round trip that shows one moment: a snapshot is opened, read and closed in one text.</summary>
internal static class ReadRows
{
    public static ReadResults Run(NodeConnection connection, ReadBatch batch)
    {
        var digests = ImmutableArray.CreateRange(batch.Answers, AnswerDigest.Of);
        var sql = connection.Sql.Sql(SnapshotText.Begin);
        sql.Sql("SELECT slot, epoch FROM slot_epoch WHERE slot IN (0");
        foreach (var slot in batch.Rows.Concat(batch.Stamps.Select(stamp => stamp.Key)).Select(Slot.Of).Distinct()) sql.Sql(",").Number(slot.Number);
        sql.Sql(");");
        if (batch.Rows.Length > 0) WriteRows(sql, batch.Rows);
        if (batch.Stamps.Length > 0) SlotUnion.Write(sql, "row_key, revision", batch.Stamps.Select(stamp => stamp.Key));
        if (digests.Length > 0) WriteAnswers(sql, digests);
        sql.Sql(SnapshotText.End);
        return connection.Query(reader => Read(reader, batch, digests));
    }

    private static void WriteRows(SqlText sql, ImmutableArray<IdentityKey> keys)
    {
        SlotUnion.Write(sql, RowColumns.All, keys);
        sql.Sql("SELECT row_key, operation, type, at, participants FROM unfinished_row WHERE decided = 1 AND row_key IN (")
            .List(keys.Distinct(), static (to, key) => to.Text(key.Text)).Sql(") ORDER BY since, operation;");
    }

    private static void WriteAnswers(SqlText sql, ImmutableArray<AnswerDigest> digests) => sql
        .Sql("SELECT digest, at, fingerprint, outcome, body, versions FROM recorded_answer WHERE digest IN (")
        .List(digests.Distinct(), static (to, digest) => digest.WriteTo(to)).Sql(");");

    private static ReadResults Read(DbDataReader reader, ReadBatch batch, ImmutableArray<AnswerDigest> digests)
    {
        var epochs = new Dictionary<Slot, long>();
        while (reader.Read()) epochs.Add(new Slot((short)reader.GetInt64(0)), reader.GetInt64(1));
        var rows = new Dictionary<IdentityKey, IdentityRow>();
        var decided = new Dictionary<IdentityKey, ImmutableArray<DecidedOperation>>();
        if (batch.Rows.Length > 0) (rows, decided) = (RowColumns.ReadAll(reader), ReadDecided(reader));
        var revisions = batch.Stamps.Length > 0 ? ReadRevisions(reader) : [];
        var answers = digests.Length > 0 ? ReadAnswers(reader) : [];
        return new ReadResults(
            ImmutableArray.CreateRange(batch.Rows, key => new LoadedIdentity(
                rows.GetValueOrDefault(key) ?? IdentityRow.Absent(key), epochs.GetValueOrDefault(Slot.Of(key)), decided.GetValueOrDefault(key, []))),
            [.. batch.Answers.Select((key, i) => answers.GetValueOrDefault(digests[i])?.Invoke(key))],
            ImmutableArray.CreateRange(batch.Stamps, stamp =>
                epochs.GetValueOrDefault(Slot.Of(stamp.Key)) == stamp.Epoch && revisions.GetValueOrDefault(stamp.Key) == stamp.Revision));
    }

    private static Dictionary<IdentityKey, ImmutableArray<DecidedOperation>> ReadDecided(DbDataReader reader)
    {
        var decided = new Dictionary<IdentityKey, ImmutableArray<DecidedOperation>>();
        reader.NextResult();
        while (reader.Read())
        {
            var operation = new DecidedOperation(reader.Text(1), (ChangeType)reader.GetInt64(2), reader.Time(3), KeysPayload.Read(reader.Bytes(4)));
            decided[reader.Key(0)] = decided.GetValueOrDefault(reader.Key(0), []).Add(operation);
        }

        return decided;
    }

    private static Dictionary<IdentityKey, long> ReadRevisions(DbDataReader reader)
    {
        var revisions = new Dictionary<IdentityKey, long>();
        reader.NextResult();
        while (reader.Read()) revisions.Add(reader.Key(0), reader.GetInt64(1));
        return revisions;
    }

    private static Dictionary<AnswerDigest, Func<AnswerKey, RecordedAnswer>> ReadAnswers(DbDataReader reader)
    {
        var answers = new Dictionary<AnswerDigest, Func<AnswerKey, RecordedAnswer>>();
        reader.NextResult();
        while (reader.Read())
        {
            var (at, fingerprint, outcome, body, versions) = (reader.Time(1), reader.Bytes(2), (CommandOutcome)reader.GetInt64(3), reader.Bytes(4), VersionsPayload.Read(reader.Bytes(5)));
            answers.Add(AnswerDigest.Read(reader.Bytes(0)), key => new RecordedAnswer(key, [.. fingerprint], at, outcome, [.. body], versions));
        }

        return answers;
    }
}
