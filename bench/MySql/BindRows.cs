using MemberGrains.Bench.Storage;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Text;

namespace MemberGrains.Bench.MySql;

/// <summary>The rows of binds as SQL, payloads ready-made; each method adds statements of so many pairs to a text.</summary>
internal sealed class BindRows(SqlText sql, RawPayloads payloads)
{
    public void Prepare(IReadOnlyList<SamplePair> pairs)
    {
        foreach (var slot in pairs.GroupBy(pair => Slot.Of(Union(pair))))
        {
            sql.Sql("INSERT INTO ").Sql(SlotTables.Identity(slot.Key)).Sql(" (row_key, revision, version, since, state, pending) VALUES ")
                .List(slot, (to, pair) => to.Sql("(").Text(Union(pair).Text).Sql(",1,0,1,NULL,").Bytes(payloads.Pending).Sql(")")).Sql(";");
        }

        Enter(pairs, Union, 0);
    }

    public void Decide(IReadOnlyList<SamplePair> pairs)
    {
        foreach (var slot in pairs.GroupBy(pair => Slot.Of(Phone(pair))))
        {
            sql.Sql("INSERT INTO ").Sql(SlotTables.Identity(slot.Key)).Sql(" (row_key, revision, version, since, state, pending) VALUES ")
                .List(slot, (to, pair) => to.Sql("(").Text(Phone(pair).Text).Sql(",1,1,NULL,").Bytes(payloads.State).Sql(",NULL)")).Sql(";");
        }

        News(pairs, Phone, decides: true);
        sql.Sql("INSERT INTO recorded_answer (digest, slot, scope, caller, idempotency_key, at, fingerprint, outcome, body, versions) VALUES ").List(pairs, (to, pair) =>
        {
            to.Sql("(");
            AnswerDigest.Of(pair.Decide.Answer!.Key).WriteTo(to);
            to.Sql(",").Number(Slot.Of(Phone(pair)).Number).Sql(",").Text(Phone(pair).Text).Sql(",").Text("loader").Sql(",").Text(pair.OperationId).Sql(",1,")
                .Bytes(payloads.Fingerprint).Sql(",2,").Bytes(payloads.Body).Sql(",").Bytes(payloads.Versions).Sql(")");
        }).Sql(";");
        Enter(pairs, Phone, 1);
    }

    public void Apply(IReadOnlyList<SamplePair> pairs)
    {
        foreach (var pair in pairs)
        {
            sql.Sql("UPDATE ").Sql(SlotTables.Identity(Slot.Of(Union(pair)))).Sql(" SET revision = 2, version = 1, since = NULL, pending = NULL, state = ").Bytes(payloads.State)
                .Sql(" WHERE row_key = ").Text(Union(pair).Text).Sql(";");
        }

        News(pairs, Union, decides: false);
        Leave(pairs, Union, 0);
    }

    public void Finish(IReadOnlyList<SamplePair> pairs) => Leave(pairs, Phone, 1);

    public static IdentityKey Phone(SamplePair pair) => pair.Decide.Expected.Key;

    public static IdentityKey Union(SamplePair pair) => pair.Prepare.Expected.Key;

    private void News(IReadOnlyList<SamplePair> pairs, Func<SamplePair, IdentityKey> of, bool decides)
    {
        foreach (var slot in pairs.GroupBy(pair => Slot.Of(of(pair))))
        {
            sql.Sql("INSERT INTO ").Sql(SlotTables.History(slot.Key)).Sql(" (row_key, version, at, operation, decision, payload) VALUES ").List(slot, (to, pair) =>
            {
                to.Sql("(").Text(of(pair).Text).Sql(",1,1,").Text(pair.OperationId).Sql(",");
                if (decides) to.Text(pair.OperationId);
                else to.Sql("NULL");
                to.Sql(",").Bytes(payloads.Entry).Sql(")");
            }).Sql(";");
        }

        sql.Sql("INSERT INTO outbox (slot, row_key, version, since, at, operation, payload) VALUES ").List(pairs, (to, pair) => to
            .Sql("(").Number(Slot.Of(of(pair)).Number).Sql(",").Text(of(pair).Text).Sql(",1,1,1,").Text(pair.OperationId).Sql(",").Bytes(payloads.Entry).Sql(")")).Sql(";");
    }

    private void Enter(IReadOnlyList<SamplePair> pairs, Func<SamplePair, IdentityKey> of, int decided) => sql
        .Sql("INSERT INTO unfinished_row (row_key, decided, operation, type, since, at, coordinator, participants) VALUES ")
        .List(pairs, (to, pair) => to.Sql("(").Text(of(pair).Text).Sql(",").Number(decided).Sql(",").Text(pair.OperationId).Sql(",1,1,1,").Text(Phone(pair).Text).Sql(",").Bytes(payloads.Keys).Sql(")"))
        .Sql(";");

    private void Leave(IReadOnlyList<SamplePair> pairs, Func<SamplePair, IdentityKey> of, int decided)
    {
        for (int i = 0; i < pairs.Count; i++)
        {
            sql.Sql(i == 0 ? "DELETE u FROM unfinished_row u FORCE INDEX (PRIMARY) WHERE " : " OR ").Sql("(row_key = ").Text(of(pairs[i]).Text)
                .Sql(" AND decided = ").Number(decided).Sql(" AND operation = ").Text(pairs[i].OperationId).Sql(")");
        }

        sql.Sql(";");
    }
}
