using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.Port;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>Servers that do not answer: a commit that waits for a replica's acknowledgement, a process that stands still.</summary>
[Collection(MySqlServers.Name), Needs(Server.MariaDb)]
public sealed class SilentServerTests(MySqlPair pair)
{
    /// <summary>Long enough for a busy machine to commit in, and to be refused in at once.</summary>
    private const int CommitTimeoutMs = 2_000;

    private const string NobodyAcknowledges = """
        SET GLOBAL rpl_semi_sync_master_wait_point = AFTER_SYNC;
        SET GLOBAL rpl_semi_sync_master_timeout = 600000;
        SET GLOBAL rpl_semi_sync_master_wait_no_slave = ON;
        SET GLOBAL rpl_semi_sync_master_enabled = ON;
        """;

    [ServerFact]
    public async Task A_commit_that_no_replica_acknowledges_is_unknown_the_next_are_refused_at_once_and_it_recovers_by_itself()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair, timeouts: MySqlFaultStand.CommitsGivenUpAfter(CommitTimeoutMs));
        var key = MySqlFaultStand.Key();
        await stand.ServesAsync();
        await stand.Node.QueryAsync(NobodyAcknowledges);
        try
        {
            await Assert.ThrowsAsync<FateUnknownException>(() => stand.RegisterAsync(key));
            for (int i = 0; i < 20; i++)
            {
                long begun = TimeProvider.System.GetTimestamp();
                await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.RegisterAsync(MySqlFaultStand.Key()));
                Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMilliseconds(CommitTimeoutMs), "It was not refused at once.");
            }

            Assert.Equal(0, (await stand.LoadAsync(key)).Row.Revision);
        }
        finally
        {
            await stand.Node.QueryAsync("SET GLOBAL rpl_semi_sync_master_enabled = OFF");
        }

        await stand.ServesAsync();
        Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
        await stand.WholeAsync(key);
    }

    [ServerFact]
    public async Task That_commits_hang_is_noticed_without_a_caller()
    {
        var timeouts = MySqlFaultStand.CommitsGivenUpAfter(CommitTimeoutMs);
        timeouts.RecordJob.TimeoutMs = CommitTimeoutMs;
        await using var stand = await MySqlFaultStand.OpenAsync(pair, timeouts: timeouts);
        await stand.ServesAsync();
        await stand.Node.QueryAsync(NobodyAcknowledges);
        try
        {
            var absent = await stand.LoadAsync(MySqlFaultStand.Key());
            await Eventually.TrueAsync(async () => await Record.ExceptionAsync(async () =>
                await stand.Record.Fences.AcquireAsync(MySqlFaultStand.Cluster, "probe", "me", TimeSpan.FromSeconds(1), MySqlFaultStand.None)) is StoreUnavailableException refused
                && refused.Message.Contains("are not acknowledged", StringComparison.Ordinal));
            Assert.Equal(absent.Row, (await stand.LoadAsync(absent.Row.Key)).Row);
        }
        finally
        {
            await stand.Node.QueryAsync("SET GLOBAL rpl_semi_sync_master_enabled = OFF");
        }

        await stand.ServesAsync();
    }

    [ServerFact]
    public async Task A_server_that_stands_still_leaves_nobody_waiting_and_serves_again_when_it_goes_on()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair, timeouts: MySqlFaultStand.GivenUpAfter(CommitTimeoutMs));
        var key = MySqlFaultStand.Key();
        await stand.ServesAsync();
        await stand.ChangeAsync(key);
        await stand.Node.FreezeAsync();
        try
        {
            var fault = await Record.ExceptionAsync(() => stand.RegisterAsync(MySqlFaultStand.Key()));
            Assert.True(fault is StoreUnavailableException or FateUnknownException, $"{fault}");
            long begun = TimeProvider.System.GetTimestamp();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.RegisterAsync(MySqlFaultStand.Key()));
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMilliseconds(CommitTimeoutMs), "It was not refused at once.");
            await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.LoadAsync(key));
        }
        finally
        {
            stand.Node.Thaw();
        }

        await stand.ServesAsync();
        Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
        Assert.Equal(CommitResult.Committed, await stand.ChangeAsync(key));
    }
}
