using MemberGrains.Conformance.Storage;
using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>Servers that answer with an error: each is told in the port's words, with the node's name, and is over when its cause is.</summary>
[Collection(MySqlServers.Name), Needs(Server.MariaDb)]
public sealed class RefusingServerTests(MySqlPair pair)
{
    [ServerFact]
    public async Task A_read_only_primary_takes_no_writes_and_still_reads()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        var key = MySqlFaultStand.Key();
        await stand.ChangeAsync(key);
        await stand.Node.QueryAsync("SET GLOBAL read_only = ON");
        try
        {
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.ChangeAsync(key));
            Assert.Contains($"node {stand.Node.Name} takes no writes: it is read-only", fault.Message, StringComparison.Ordinal);
            Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
        }
        finally
        {
            await stand.Node.QueryAsync("SET GLOBAL read_only = OFF");
        }

        await stand.ServesAsync();
        Assert.Equal(CommitResult.Committed, await stand.ChangeAsync(key));
    }

    [ServerFact]
    public async Task A_connection_that_the_server_has_closed_is_opened_again_without_a_fault()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        var key = MySqlFaultStand.Key();
        await stand.ChangeAsync(key);
        await stand.Node.QueryAsync($"KILL USER '{stand.Node.Account.User}'@'127.0.0.1'");
        Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
        Assert.Equal(CommitResult.Committed, await stand.ChangeAsync(key));
    }

    [ServerFact]
    public async Task A_server_without_a_connection_left_says_so()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        string account = $"'{stand.Node.Account.User}'@'127.0.0.1'";
        await stand.Node.QueryAsync($"ALTER USER {account} WITH MAX_USER_CONNECTIONS 1; KILL USER {account}");
        try
        {
            // A call may first meet a pooled connection that was just killed: that is another fault.
            await Servers.Eventually.TrueAsync(async () =>
            {
                var faults = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Record.ExceptionAsync(() => stand.ChangeAsync(MySqlFaultStand.Key()))));
                return faults.OfType<StoreUnavailableException>().Any(fault => fault.Message.Contains("has no connection left for this process", StringComparison.Ordinal));
            });
        }
        finally
        {
            await stand.Node.QueryAsync($"ALTER USER {account} WITH MAX_USER_CONNECTIONS 0");
        }

        await stand.ServesAsync();
    }

    [ServerFact]
    public async Task A_wrong_password_is_told_without_it()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair, options => options.Password = "not-the-password");
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.LoadAsync(MySqlFaultStand.Key()));
        Assert.Contains("refuses the account", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", fault.ToString(), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_row_that_somebody_holds_is_waited_for_and_the_commit_made_again()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        var key = MySqlFaultStand.Key();
        await stand.ChangeAsync(key);
        var held = stand.Node.QueryAsync($"USE {MariaDbAccount.Database}; START TRANSACTION; SELECT revision FROM {Table(key)} FOR UPDATE; SELECT SLEEP(2.5); COMMIT");
        await HoldsAsync(stand);
        Assert.Equal(CommitResult.Committed, await stand.ChangeAsync(key));
        await held;
        await stand.WholeAsync(key);
    }

    [ServerFact]
    public async Task A_deadlock_is_rolled_back_and_the_commit_made_again()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        var keys = new[] { MySqlFaultStand.Key(), MySqlFaultStand.Key() }.OrderBy(Slot.Of).ToArray();
        var loaded = new List<LoadedIdentity>();
        foreach (var key in keys)
        {
            await stand.ChangeAsync(key);
            loaded.Add(await stand.LoadAsync(key));
        }

        long before = await DeadlocksAsync(stand);
        var second = stand.Node.QueryAsync(
            $"USE {MariaDbAccount.Database}; START TRANSACTION; SELECT revision FROM {Table(keys[1])} FOR UPDATE; SELECT SLEEP(1); SELECT revision FROM {Table(keys[0])} FOR UPDATE; COMMIT");
        await HoldsAsync(stand);

        // While the first is under way the other two gather in one batch, which locks one row and waits for the other.
        var first = stand.RegisterAsync(MySqlFaultStand.Key());
        var results = await Task.WhenAll(loaded.Select(one => stand.CommitAsync(Commits.Change(one, TimeProvider.System.GetUtcNow()))));
        Assert.All(results.Append(await first), result => Assert.Equal(CommitResult.Committed, result));
        await Record.ExceptionAsync(() => second);
        Assert.True(await DeadlocksAsync(stand) > before, "There was no deadlock.");
        foreach (var key in keys) await stand.WholeAsync(key);
    }

    [ServerFact]
    public async Task Of_two_processes_that_insert_one_row_one_commits_and_the_other_is_stale()
    {
        await using var one = await MySqlFaultStand.OpenAsync(pair);
        await using var other = MySqlFaultStand.Another(pair);
        var keys = Enumerable.Range(0, 60).Select(_ => MySqlFaultStand.Key()).ToList();
        var results = await Task.WhenAll(keys.Select(async key =>
        {
            var both = await Task.WhenAll(one.RegisterAsync(key), other.RegisterAsync(key));
            return both.Order().ToList();
        }));
        Assert.All(results, both => Assert.Equal([CommitResult.Committed, CommitResult.Stale], both));
        foreach (var key in keys.Take(5)) await one.WholeAsync(key);
    }

    [ServerFact]
    public async Task An_operation_decided_twice_in_a_slot_is_refused_alone()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        var key = MySqlFaultStand.Key();
        await stand.CommitAsync(Commits.Change(await stand.LoadAsync(key), TimeProvider.System.GetUtcNow(), "op_once"));
        var again = Commits.Change(await stand.LoadAsync(key), TimeProvider.System.GetUtcNow(), "op_once");
        var neighbours = Enumerable.Range(0, 20).Select(_ => MySqlFaultStand.Key()).ToList();
        var asked = neighbours.Take(10).Select(stand.RegisterAsync).ToList();
        var refused = stand.CommitAsync(again);
        asked.AddRange(neighbours.Skip(10).Select(stand.RegisterAsync));
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => refused);
        Assert.Contains("Duplicate", fault.Message, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(asked), result => Assert.Equal(CommitResult.Committed, result));
        await stand.WholeAsync(key);
        Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
    }

    private static string Table(Interfaces.Identities.IdentityKey key) =>
        $"member_identity_{Slot.Of(key).Number:D4} WHERE row_key = x'{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key.Text))}'";

    private static async Task<long> DeadlocksAsync(MySqlFaultStand stand) =>
        long.Parse(
            await stand.Node.QueryAsync("SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'INNODB_DEADLOCKS'"),
            System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Ends when the administrator's session sleeps inside its transaction.</summary>
    private static Task HoldsAsync(MySqlFaultStand stand) => Eventually.TrueAsync(async () =>
        (await stand.Node.QueryAsync("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'")).Trim() == "1");
}
