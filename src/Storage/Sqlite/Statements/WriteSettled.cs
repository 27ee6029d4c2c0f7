using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Any durable write would do: it takes the place of a failed commit's frames in the log.</summary>
internal sealed class WriteSettled(Database database)
{
    private readonly Statement _statement = database.Prepare("UPDATE meta SET value = value + 1 WHERE name = 'settled'");

    public int Run() => _statement.Run();
}
