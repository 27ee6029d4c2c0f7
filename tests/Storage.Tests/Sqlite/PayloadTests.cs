using System.Collections.Immutable;
using System.Text;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Tests.Sqlite;

public sealed class PayloadTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero).AddMilliseconds(123);

    private static readonly IdentityState State = new(
        "m01", At.AddTicks(7), 4,
        [new(new("elong:000123"), "app-b", At), new(new("phone:+8613912345678"), "app-a", At.AddMilliseconds(-5))],
        ["m00"], IdentityStatus.Quarantined, At);

    private static readonly HistoryEntry Entry = new(
        7, At, "op_0ff_abc", ChangeType.Unbound, "caller", null, "say \"hi\" <b>&\u00fc\u4e2d", State with { Status = IdentityStatus.Active }, State,
        [new("m01", 4, [new("elong:000123")], null), new("m00", 4, [], "m01"), new("m02", 4, [], null)], null);

    [Fact]
    public void A_state_has_one_compact_form()
    {
        using var buffer = new PayloadBuffer();
        Assert.Equal(
            """[1,"m01",639308592001230007,4,[["elong:000123","app-b",1795262400123],["phone:+8613912345678","app-a",1795262400118]],["m00"],1,1795262400123]""",
            Encoding.UTF8.GetString(buffer.Write(State, StatePayload.Write)));
    }

    [Fact]
    public void An_entry_and_a_pending_change_have_one_compact_form()
    {
        using var buffer = new PayloadBuffer();
        var entry = Entry with { Before = null, Reason = "say \"hi\" \u4e2d", After = State with { Identities = [], FormerMemberIds = [] } };
        const string Written = """[1,2,"caller",null,"say \"hi\" 中",null,[1,"m01",639308592001230007,4,[],[],1,1795262400123],[["m01",4,["elong:000123"],null],["m00",4,[],"m01"],["m02",4,[],null]],null]""";
        Assert.Equal(Written, Encoding.UTF8.GetString(buffer.Write(entry, EntryPayload.Write)));
        Assert.Equal(
            $"""[1,"op_0ff_abc","unionid:abcdef",12,1795262401123,7,1795262400123,{Written}]""",
            Encoding.UTF8.GetString(buffer.Write(new PendingChange(entry.OperationId, new("unionid:abcdef"), 12, At.AddSeconds(1), entry), PendingPayload.Write)));
    }

    [Fact]
    public void A_state_reads_as_it_was_written()
    {
        using var buffer = new PayloadBuffer();
        Assert.Equal(State, StatePayload.Read(buffer.Write(State, StatePayload.Write)));
    }

    [Fact]
    public void An_entry_reads_as_it_was_written_with_and_without_what_may_be_missing()
    {
        using var buffer = new PayloadBuffer();
        HistoryEntry[] entries = [Entry, Entry with { Before = null, App = "app", Reason = null, TraceParent = "00-1-2-01", Members = [] }];
        Assert.All(entries, entry => Assert.Equal(entry, EntryPayload.Read(buffer.Write(entry, EntryPayload.Write), entry.Version, entry.At, entry.OperationId)));
    }

    [Fact]
    public void A_pending_change_reads_as_it_was_written()
    {
        using var buffer = new PayloadBuffer();
        var pending = new PendingChange(Entry.OperationId, new("unionid:abcdef"), 12, At.AddSeconds(1), Entry);
        Assert.Equal(pending, PendingPayload.Read(buffer.Write(pending, PendingPayload.Write)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1")]
    [InlineData("[2,\"m01\",1,1,[],[],0,1]")]
    [InlineData("[1,7,1,1,[],[],0,1]")]
    [InlineData("{}")]
    [InlineData("[1,\"m01\",1,1,[[\"phone:+8613912345678\",\"a\"]],[],0,1]")]
    public void What_is_no_state_is_refused(string payload)
    {
        var fault = Record.Exception(() => StatePayload.Read(Encoding.UTF8.GetBytes(payload)));
        Assert.True(fault is FormatException or System.Text.Json.JsonException, $"It gave {fault}.");
    }

    [Fact]
    public async Task Replaying_the_history_from_empty_gives_the_rows_bytes()
    {
        await using var stand = new SqliteStand();
        var keys = await stand.RegisterAsync(20);
        foreach (var key in keys.Take(10))
            for (int i = 0; i < 3; i++) await stand.ChangeAsync(key);
        var histories = new Dictionary<IdentityKey, ImmutableArray<HistoryEntry>>();
        foreach (var key in keys) histories.Add(key, await stand.Record.History.ReadAsync(key, null, 10, CancellationToken.None));
        await stand.CloseAsync();

        using var buffer = new PayloadBuffer();
        int rows = 0;
        foreach (string cluster in (string[])["c0", "c1"])
        {
            using var database = Database.OpenReader(stand.FileOf(cluster));
            var statement = database.Prepare("SELECT key, state FROM member_identity");
            for (; statement.Step(); rows++)
            {
                var newest = histories[new IdentityKey(statement.Text(0))][0];
                Assert.Equal(statement.Bytes(1).ToArray(), buffer.Write(newest.After, StatePayload.Write).ToArray());
            }
        }

        Assert.Equal(keys.Length, rows);
    }
}
