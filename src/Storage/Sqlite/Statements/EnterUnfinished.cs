using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Puts a row into the index of unfinished rows, from the store's clock on.</summary>
internal sealed class EnterUnfinished(Database database, PayloadBuffer buffer)
{
    private readonly Statement _statement = database.Prepare("""
        INSERT OR REPLACE INTO unfinished_row (slot, key, operation, decided, type, since, at, coordinator, participants)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    public void Prepared(Slot slot, IdentityKey key, PendingChange pending, long since) =>
        Run(slot, key, pending.OperationId, false, pending.Entry.Type, since, pending.PreparedAt, pending.Coordinator, []);

    public void Decided(Slot slot, IdentityKey key, DecidedOperation decided, long since) =>
        Run(slot, key, decided.OperationId, true, decided.Type, since, decided.DecidedAt, key, decided.Participants);

    private void Run(
        Slot slot, IdentityKey key, string operationId, bool decided, ChangeType type, long since, DateTimeOffset at,
        IdentityKey coordinator, ImmutableArray<IdentityKey> participants) => _statement
        .Bind(1, slot.Number)
        .Bind(2, key.Text)
        .Bind(3, operationId)
        .Bind(4, decided ? 1 : 0)
        .Bind(5, (long)type)
        .Bind(6, since)
        .Bind(7, at.ToUnixTimeMilliseconds())
        .Bind(8, coordinator.Text)
        .Bind(9, buffer.Write(participants, KeysPayload.Write))
        .Run();
}
