using MemberGrains.Interfaces.Commands;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class FindAnswer(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        SELECT at, fingerprint, outcome, body, versions FROM recorded_answer
        WHERE slot = ?1 AND scope = ?2 AND caller = ?3 AND key = ?4
        """);

    public RecordedAnswer? Run(AnswerKey key)
    {
        if (!_statement.Bind(1, key.Slot.Number).Bind(2, key.Scope).Bind(3, key.Caller).Bind(4, key.Key).Step()) return null;
        var answer = new RecordedAnswer(
            key,
            [.. _statement.Bytes(1)],
            DateTimeOffset.FromUnixTimeMilliseconds(_statement.Int64(0)),
            (CommandOutcome)_statement.Int64(2),
            [.. _statement.Bytes(3)],
            VersionsPayload.Read(_statement.Bytes(4)));
        _statement.Reset();
        return answer;
    }
}
