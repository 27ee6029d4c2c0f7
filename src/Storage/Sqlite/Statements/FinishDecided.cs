using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class FinishDecided(Database database)
{
    private readonly Statement _statement = database.Prepare(
        "DELETE FROM unfinished_row WHERE slot = ?1 AND key = ?2 AND operation = ?3 AND decided = 1");

    public void Run(FinishedOperation finished) => _statement
        .Bind(1, Slot.Of(finished.Coordinator).Number)
        .Bind(2, finished.Coordinator.Text)
        .Bind(3, finished.OperationId)
        .Run();
}
