using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Revision and version of a row; zeros if there is none.</summary>
internal sealed class ReadNumbers(Database database)
{
    private readonly Statement _statement = database.Prepare("SELECT revision, version FROM member_identity WHERE slot = ?1 AND key = ?2");

    public (long Revision, long Version) Run(Slot slot, IdentityKey key)
    {
        if (!_statement.Bind(1, slot.Number).Bind(2, key.Text).Step()) return (0, 0);
        var numbers = (_statement.Int64(0), _statement.Int64(1));
        _statement.Reset();
        return numbers;
    }
}
