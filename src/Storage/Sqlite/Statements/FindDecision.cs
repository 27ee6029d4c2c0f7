using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The write that decided an operation: one row of the slot at most, by the index of decisions.</summary>
internal sealed class FindDecision(Database database)
{
    public const string Sql = $"SELECT key, {HistoryRow.Columns} FROM identity_history WHERE slot = ?1 AND operation = ?2 AND decides = 1";

    private readonly Statement _statement = database.Prepare(Sql);

    public DecidedChange? Run(Slot slot, string operationId)
    {
        if (!_statement.Bind(1, slot.Number).Bind(2, operationId).Step()) return null;
        var decision = new DecidedChange(new IdentityKey(_statement.Text(0)), HistoryRow.Read(_statement, 1));
        _statement.Reset();
        return decision;
    }
}
