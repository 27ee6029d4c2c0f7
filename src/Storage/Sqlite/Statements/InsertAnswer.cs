using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class InsertAnswer(Database database, PayloadBuffer buffer)
{
    private readonly Statement _statement = database.Prepare("""
        INSERT INTO recorded_answer (slot, scope, caller, key, at, fingerprint, outcome, body, versions)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    public void Run(RecordedAnswer answer) => _statement
        .Bind(1, answer.Key.Slot.Number)
        .Bind(2, answer.Key.Scope)
        .Bind(3, answer.Key.Caller)
        .Bind(4, answer.Key.Key)
        .Bind(5, answer.At.ToUnixTimeMilliseconds())
        .Bind(6, answer.Fingerprint.AsSpan())
        .Bind(7, (long)answer.Outcome)
        .Bind(8, answer.Body.AsSpan())
        .Bind(9, buffer.Write(answer.Versions, VersionsPayload.Write))
        .Run();
}
