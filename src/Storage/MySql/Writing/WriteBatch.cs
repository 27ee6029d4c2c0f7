using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// The writes of a plan as text: one statement for each table that gets new rows, one for each row that changes. Text above
/// <see cref="Longest"/> goes ahead as a round trip of its own, in the same transaction.
/// </summary>
internal sealed class WriteBatch(NodeConnection connection)
{
    private const int Longest = 2 * 1024 * 1024;

    private readonly SqlText _sql = connection.Sql;
    private readonly PayloadBuffer _payloads = connection.Payloads;

    public void Write(BatchPlan plan)
    {
        Index(plan);
        Rows(plan);
    }

    private void Index(BatchPlan plan)
    {
        var left = plan.Index.Where(one => one.Value is null).Select(one => one.Key).ToList();
        if (left.Count > 0)
        {
            // By the key alone: a scan would wait for rows that other group commits hold.
            _sql.Sql("DELETE u FROM unfinished_row u FORCE INDEX (PRIMARY) WHERE ");
            for (int i = 0; i < left.Count; i++)
            {
                if (i > 0) _sql.Sql(" OR ");
                left[i].WriteTo(_sql);
            }

            _sql.Sql(";");
        }

        Insert("REPLACE INTO unfinished_row (row_key, decided, operation, type, since, at, coordinator, participants) VALUES ", plan.Index.Where(one => one.Value is not null), one => _sql
            .Text(one.Key.Key.Text).Sql(",").Number(one.Key.Decided ? 1 : 0).Sql(",").Text(one.Key.OperationId).Sql(",").Number((long)one.Value!.Type).Sql(",")
            .Number(one.Value.Since).Sql(",").Number(one.Value.At.ToUnixTimeMilliseconds()).Sql(",").Text(one.Value.Coordinator.Text).Sql(",")
            .Bytes(_payloads.Write(one.Value.Participants, KeysPayload.Write)));
    }

    private void Rows(BatchPlan plan)
    {
        foreach (var slot in plan.Rows.GroupBy(row => Slot.Of(row.Key)).OrderBy(group => group.Key))
        {
            Insert($"INSERT INTO {SlotTables.Identity(slot.Key)} (row_key, revision, version, since, state, pending) VALUES ", slot.Where(row => row.Held.Revision == 0), InsertRow);
            foreach (var row in slot.Where(row => row.Held.Revision > 0)) UpdateRow(slot.Key, row);
        }

        foreach (var slot in plan.Changes.GroupBy(change => Slot.Of(change.Key)).OrderBy(group => group.Key))
            Insert($"INSERT INTO {SlotTables.History(slot.Key)} (row_key, version, at, operation, decision, payload) VALUES ", slot, InsertChange);
        Insert("INSERT INTO recorded_answer (digest, slot, scope, caller, idempotency_key, at, fingerprint, outcome, body, versions) VALUES ", plan.Answers, InsertAnswer);
        Insert("INSERT INTO outbox (slot, row_key, version, since, at, operation, payload) VALUES ", plan.Changes, change => _sql
            .Number(Slot.Of(change.Key).Number).Sql(",").Text(change.Key.Text).Sql(",").Number(change.Entry.Version).Sql(",").Number(change.Since).Sql(",")
            .Number(change.Entry.At.ToUnixTimeMilliseconds()).Sql(",").Text(change.Entry.OperationId).Sql(",").Bytes(_payloads.Write(change.Entry, EntryPayload.Write)));
    }

    private void Insert<T>(string head, IEnumerable<T> items, Action<T> write)
    {
        bool open = false;
        foreach (var item in items)
        {
            _sql.Sql(open ? ",(" : head).Sql(open ? "" : "(");
            write(item);
            _sql.Sql(")");
            open = true;
            if (_sql.Length < Longest) continue;
            connection.Execute();
            open = false;
        }

        if (open) _sql.Sql(";");
    }

    private void InsertRow(PlannedRow row)
    {
        _sql.Text(row.Key.Text).Sql(",").Number(row.Revision).Sql(",").Number(row.Version).Sql(",").Number(row.Since).Sql(",");
        State(row.Committed ?? row.Newest!);
        _sql.Sql(",");
        Pending(row.Newest!);
    }

    private void UpdateRow(Slot slot, PlannedRow row)
    {
        _sql.Sql("UPDATE ").Sql(SlotTables.Identity(slot)).Sql(" SET revision = ").Number(row.Revision).Sql(", since = ").Number(row.Since).Sql(", pending = ");
        Pending(row.Newest!);
        if (row.Committed is { } committed)
        {
            _sql.Sql(", version = ").Number(row.Version).Sql(", state = ");
            State(committed);
        }

        _sql.Sql(" WHERE row_key = ").Text(row.Key.Text).Sql(" AND revision = ").Number(row.Held.Revision).Sql(";");
        if (_sql.Length >= Longest) connection.Execute();
    }

    private void State(IdentityRow row)
    {
        if (row.State is { } state) _sql.Bytes(_payloads.Write(state, StatePayload.Write));
        else _sql.Sql("NULL");
    }

    private void Pending(IdentityRow row)
    {
        if (row.Pending is { } pending) _sql.Bytes(_payloads.Write(pending, PendingPayload.Write));
        else _sql.Sql("NULL");
    }

    private void InsertChange(PlannedChange change)
    {
        _sql.Text(change.Key.Text).Sql(",").Number(change.Entry.Version).Sql(",").Number(change.Entry.At.ToUnixTimeMilliseconds()).Sql(",").Text(change.Entry.OperationId).Sql(",");
        if (change.Decides) _sql.Text(change.Entry.OperationId);
        else _sql.Sql("NULL");
        _sql.Sql(",").Bytes(_payloads.Write(change.Entry, EntryPayload.Write));
    }

    private void InsertAnswer(RecordedAnswer answer)
    {
        AnswerDigest.Of(answer.Key).WriteTo(_sql);
        _sql.Sql(",").Number(answer.Key.Slot.Number).Sql(",").Text(answer.Key.Scope).Sql(",").Text(answer.Key.Caller).Sql(",").Text(answer.Key.Key).Sql(",")
            .Number(answer.At.ToUnixTimeMilliseconds()).Sql(",").Bytes(answer.Fingerprint.AsSpan()).Sql(",").Number((long)answer.Outcome).Sql(",")
            .Bytes(answer.Body.AsSpan()).Sql(",").Bytes(_payloads.Write(answer.Versions, VersionsPayload.Write));
    }
}
