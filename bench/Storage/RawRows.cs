using System.Globalization;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Bench.Storage;

/// <summary>The rows of a bind, written by number.</summary>
internal sealed class RawRows(Database database, RawPayloads payloads)
{
    private readonly Statement _begin = database.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = database.Prepare("COMMIT");
    private readonly Statement _insertRow = database.Prepare("INSERT INTO member_identity VALUES (?1, ?2, 1, ?3, ?4, ?5)");
    private readonly Statement _updateRow = database.Prepare("UPDATE member_identity SET revision = 2, version = 1, state = ?3, pending = NULL WHERE slot = ?1 AND key = ?2");
    private readonly Statement _history = database.Prepare("INSERT INTO identity_history VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6)");
    private readonly Statement _outbox = database.Prepare("INSERT INTO outbox (slot, key, version, since) VALUES (?1, ?2, 1, ?3)");
    private readonly Statement _answer = database.Prepare("INSERT INTO recorded_answer VALUES (?1, ?2, 'loader', ?3, ?4, ?5, 2, ?6, ?7)");
    private readonly Statement _enter = database.Prepare("INSERT INTO unfinished_row VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5, ?2, ?6)");
    private readonly Statement _leave = database.Prepare("DELETE FROM unfinished_row WHERE slot = ?1 AND key = ?2 AND operation = ?3");

    public void InTransaction(int from, int count, Action<int> write)
    {
        _begin.Run();
        for (int number = from; number < from + count; number++) write(number);
        _commit.Run();
    }

    public void Prepare(int number)
    {
        string key = Union(number);
        _insertRow.Bind(1, Slot.Of(key).Number).Bind(2, key).Bind(3, 0).BindNull(4).Bind(5, payloads.Pending).Run();
        Enter(key, number, 0);
    }

    public void Decide(int number)
    {
        string key = Phone(number);
        _insertRow.Bind(1, Slot.Of(key).Number).Bind(2, key).Bind(3, 1).Bind(4, payloads.State).BindNull(5).Run();
        News(key, number, decides: true);
        _answer.Bind(1, Slot.Of(key).Number).Bind(2, key).Bind(3, Operation(number)).Bind(4, number)
            .Bind(5, payloads.Fingerprint).Bind(6, payloads.Body).Bind(7, payloads.Versions).Run();
        Enter(key, number, 1);
    }

    public void Apply(int number)
    {
        string key = Union(number);
        _updateRow.Bind(1, Slot.Of(key).Number).Bind(2, key).Bind(3, payloads.State).Run();
        News(key, number, decides: false);
        Leave(key, number);
    }

    public void Finish(int number) => Leave(Phone(number), number);

    private static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"phone:+86139{number:D8}");

    private static string Union(int number) => string.Create(CultureInfo.InvariantCulture, $"unionid:oX{number * 7919L:D20}");

    private static string Operation(int number) => string.Create(CultureInfo.InvariantCulture, $"op_000_{number:D24}");

    private void News(string key, int number, bool decides)
    {
        _history.Bind(1, Slot.Of(key).Number).Bind(2, key).Bind(3, number).Bind(4, Operation(number)).Bind(5, payloads.Entry);
        (decides ? _history.Bind(6, 1) : _history.BindNull(6)).Run();
        _outbox.Bind(1, Slot.Of(key).Number).Bind(2, key).Bind(3, number).Run();
    }

    private void Enter(string key, int number, int decided) => _enter
        .Bind(1, Slot.Of(key).Number).Bind(2, key).Bind(3, Operation(number)).Bind(4, decided).Bind(5, number).Bind(6, payloads.Keys).Run();

    private void Leave(string key, int number) => _leave.Bind(1, Slot.Of(key).Number).Bind(2, key).Bind(3, Operation(number)).Run();
}
