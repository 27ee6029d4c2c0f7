using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite;
using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Testing;

namespace MemberGrains.Storage.Tests.Sqlite;

/// <summary>Each way a disk or a file fails is told truly: nothing written, or not known.</summary>
public sealed class SqliteFaultTests
{
    private const int Busy = 5, Locked = 6, IoErrorOfSync = 10 | (4 << 8), Full = 13;

    [Fact]
    public async Task A_full_disk_refuses_writes_changes_nothing_and_keeps_reading()
    {
        await using var stand = new SqliteStand();
        stand.Options.MaxPages = 40;
        var keys = new List<Interfaces.Identities.IdentityKey>();
        StoreUnavailableException? full = null;
        while (full is null)
        {
            var key = Some.Phone();
            full = await Xunit.Record.ExceptionAsync(() => stand.ChangeAsync(key)) as StoreUnavailableException;
            if (full is null) keys.Add(key);
            else Assert.Equal(0, (await stand.LoadAsync(key)).Row.Revision);
        }

        Assert.Contains("the disk is full", full.Message, StringComparison.Ordinal);
        foreach (var key in keys) Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
    }

    [Fact]
    public async Task A_disk_with_space_again_takes_writes_again()
    {
        await using var stand = new SqliteStand();
        stand.Options.MaxPages = 40;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.RegisterAsync(400));
        await stand.CloseAsync();
        stand.Options.MaxPages = null;
        await stand.RegisterAsync(400);
    }

    [Theory]
    [InlineData("BeforeBegin", Busy)]
    [InlineData("AfterRow", IoErrorOfSync)]
    [InlineData("AfterHistory", Full)]
    [InlineData("BeforeCommit", IoErrorOfSync)]
    public async Task An_error_before_commit_has_written_nothing(string step, int code)
    {
        await using var stand = new SqliteStand();
        var key = Some.Phone();
        var failing = new FailOnce(Enum.Parse<CommitStep>(step), code);
        stand.Options.Probe = failing.Pass;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.ChangeAsync(key));
        Assert.Equal(0, (await stand.LoadAsync(key)).Row.Revision);
        Assert.Equal(CommitResult.Committed, await stand.ChangeAsync(key));
        Assert.Single(await stand.Record.History.ReadAsync(key, null, 10, CancellationToken.None));
    }

    [Theory]
    [InlineData("AtCommit", IoErrorOfSync, 0)]
    [InlineData("AfterCommit", IoErrorOfSync, 1)]
    public async Task An_error_of_commit_itself_is_an_unknown_fate_and_reading_again_tells(string step, int code, int happened)
    {
        await using var stand = new SqliteStand();
        var key = Some.Phone();
        stand.Options.Probe = new FailOnce(Enum.Parse<CommitStep>(step), code).Pass;
        await Assert.ThrowsAsync<FateUnknownException>(() => stand.ChangeAsync(key));
        Assert.Equal(happened, (await stand.LoadAsync(key)).Row.Version);
        Assert.Equal(CommitResult.Committed, await stand.ChangeAsync(key));
        await stand.CloseAsync();
        Assert.Equal(happened + 1, (await stand.LoadAsync(key)).Row.Version);
    }

    [Theory]
    [InlineData(Busy)]
    [InlineData(Locked)]
    [InlineData(Full)]
    public async Task A_lock_refused_and_a_full_disk_at_commit_have_written_nothing(int code)
    {
        await using var stand = new SqliteStand();
        var key = Some.Phone();
        stand.Options.Probe = new FailOnce(CommitStep.AtCommit, code).Pass;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.ChangeAsync(key));
        Assert.Equal(0, (await stand.LoadAsync(key)).Row.Revision);
        Assert.Equal(CommitResult.Committed, await stand.ChangeAsync(key));
    }

    [Fact]
    public async Task A_write_that_finds_an_unsettled_one_was_not_tried_and_says_so()
    {
        await using var stand = new SqliteStand();
        var key = Some.Phone();
        var failing = new FailOnce(CommitStep.AtCommit, IoErrorOfSync) { ThenAt = CommitStep.AtCommit };
        stand.Options.Probe = failing.Pass;
        await Assert.ThrowsAsync<FateUnknownException>(() => stand.CommitAsync(First(key)));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.CommitAsync(First(key)));
        failing.Heal();
        Assert.Equal(CommitResult.Committed, await stand.CommitAsync(First(key)));
    }

    [Fact]
    public async Task Nobody_reads_until_a_commit_of_unknown_fate_is_settled()
    {
        await using var stand = new SqliteStand();
        var keys = await stand.RegisterAsync(10);
        var key = keys[0];
        var failing = new FailOnce(CommitStep.AfterCommit, IoErrorOfSync) { ThenAt = CommitStep.BeforeBegin };
        await stand.CloseAsync();
        stand.Options.Probe = failing.Pass;
        await Assert.ThrowsAsync<FateUnknownException>(() => stand.ChangeAsync(key));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.LoadAsync(key));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.CommitAsync(First(key)));
        failing.Heal();
        Assert.Equal(2, (await stand.LoadAsync(key)).Row.Version);
    }

    [Fact]
    public async Task A_damaged_file_is_named_when_it_is_opened()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(5);
        await stand.CloseAsync();
        await File.WriteAllBytesAsync(stand.FileOf("c1"), [.. Enumerable.Repeat((byte)0x5a, 8192)]);
        var refused = Assert.Throws<StoreUnavailableException>(() => stand.Record);
        Assert.Contains("cluster c1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("its file is damaged", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_pages_are_an_unavailable_store_and_never_a_wrong_answer()
    {
        await using var stand = new SqliteStand();
        var keys = await stand.RegisterAsync(600);
        await stand.CloseAsync();
        await DamageAsync(stand.FileOf("c0"));
        int unavailable = 0;
        foreach (var key in keys)
        {
            var fault = await Xunit.Record.ExceptionAsync(async () => Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version));
            if (fault is null) continue;
            Assert.IsType<StoreUnavailableException>(fault);
            unavailable++;
        }

        Assert.InRange(unavailable, 1, keys.Length);
    }

    [Fact]
    public async Task A_row_of_a_newer_payload_format_is_not_guessed_at()
    {
        await using var stand = new SqliteStand();
        var key = Assert.Single(await stand.RegisterAsync(1));
        await stand.CloseAsync();
        foreach (string cluster in (string[])["c0", "c1"])
        {
            using var database = Database.OpenWriter(stand.FileOf(cluster));
            database.Execute("UPDATE member_identity SET state = CAST('[2,' || substr(CAST(state AS TEXT), 4) AS BLOB)");
        }

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.LoadAsync(key));
        Assert.Contains("a row can not be read", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await stand.LoadAsync(Some.Phone())).Row.Revision);
    }

    private static RowCommit First(Interfaces.Identities.IdentityKey key) =>
        Conformance.Storage.Commits.Change(new LoadedIdentity(IdentityRow.Absent(key), 1, []), DateTimeOffset.UnixEpoch);

    private static async Task DamageAsync(string path)
    {
        const int Page = 4096;
        var file = await File.ReadAllBytesAsync(path);
        for (int page = 30; (page + 1) * Page <= file.Length; page += 2) file.AsSpan(page * Page, 64).Fill(0xa5);
        await File.WriteAllBytesAsync(path, file);
    }

    /// <summary>Fails the first time a batch comes to a step, then at another one until it is healed.</summary>
    private sealed class FailOnce(CommitStep step, int code)
    {
        private bool _failed;

        public CommitStep? ThenAt { get; set; }

        public void Pass(CommitStep passed)
        {
            if (_failed ? passed != ThenAt : passed != step) return;
            _failed = true;
            throw new SqliteFault(code, "injected");
        }

        public void Heal() => ThenAt = null;
    }
}
