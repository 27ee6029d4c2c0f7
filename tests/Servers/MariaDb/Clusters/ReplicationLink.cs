using System.Globalization;

namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>What is said to one node about replication.</summary>
internal static class ReplicationLink
{
    private const string ReadFailed = "1236";
    private static readonly TimeSpan _catchUp = TimeSpan.FromMinutes(2);

    /// <summary>In the configuration of every node, for the time before somebody has said which role it has: none writes.</summary>
    /// <param name="start">Different for every start in the cluster.</param>
    public static IReadOnlyDictionary<string, string> AtStart(bool isPrimary, int start) => new Dictionary<string, string>
    {
        // A former primary that dropped the end of its log when it recovered must take those transactions from its successor.
        // A replica skips what bears its own number, unless it acknowledges: so it comes back with another one.
        ["server_id"] = $"{start}",
        ["read_only"] = "ON",
        ["skip_slave_start"] = "ON",
        // The default shows a transaction to readers before a replica has it.
        ["rpl_semi_sync_master_wait_point"] = "AFTER_SYNC",
        // A year in ms. When it runs out the server goes on without acknowledgement, and says so nowhere.
        ["rpl_semi_sync_master_timeout"] = "31536000000",
        // Off until replicas have attached, or the first commit would wait for them.
        ["rpl_semi_sync_master_enabled"] = "OFF",
        // A former primary drops what no replica acknowledged when it recovers; the primary itself keeps it.
        ["init_rpl_role"] = isPrimary ? "MASTER" : "SLAVE",
    };

    /// <summary>Has a node follow another one, and ends when it has caught up with where that one is now.</summary>
    /// <returns>False if what it holds is not a beginning of what the other one holds.</returns>
    public static async Task<bool> FollowAsync(this MariaDbNode node, MariaDbNode primary, MariaDbAccount account, bool acknowledges, CancellationToken cancel)
    {
        string written = await node.QueryAsync("SELECT @@gtid_binlog_pos", cancel);
        string applied = await node.QueryAsync("SELECT @@gtid_slave_pos", cancel);
        string target = await primary.QueryAsync("SELECT @@gtid_binlog_pos", cancel);
        if (Gtid.Number(Gtid.Further(written, applied)) > Gtid.Number(target)) return false;

        // What it wrote as a primary counts as replicated from now on. (MASTER_DEMOTE_TO_SLAVE would say so too, but
        // only of what bears the number that the server has now.)
        string begin = Gtid.Number(written) > Gtid.Number(applied) ? $"SET GLOBAL gtid_slave_pos = '{written}';" : "";
        await node.QueryAsync(
            $"""
             STOP SLAVE;
             {begin}
             SET GLOBAL read_only = ON;
             SET GLOBAL rpl_semi_sync_master_enabled = OFF;
             SET GLOBAL rpl_semi_sync_slave_enabled = {(acknowledges ? "ON" : "OFF")};
             CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT={primary.Port}, MASTER_USER='{account.User}', MASTER_PASSWORD='{account.Password}',
               MASTER_CONNECT_RETRY=1, MASTER_HEARTBEAT_PERIOD=1, MASTER_USE_GTID=slave_pos;
             START SLAVE;
             """,
            cancel);
        bool diverged = false;
        await Eventually.TrueAsync(
            async () =>
            {
                var status = await node.RowAsync("SHOW SLAVE STATUS", cancel);
                diverged = Error(status, "Last_IO_Errno") is ReadFailed || Error(status, "Last_SQL_Errno") is not "0";
                return diverged || (status["Slave_IO_Running"] == "Yes" && status["Slave_SQL_Running"] == "Yes" && await HasReachedAsync(node, target, cancel));
            },
            _catchUp,
            cancel);
        return !diverged;
    }

    /// <summary>Ends when the node has applied what it has received and will receive up to a position.</summary>
    /// <exception cref="PromotionRefusedException">It did not within 30 s.</exception>
    public static async Task AppliedAsync(this MariaDbNode node, string position, CancellationToken cancel)
    {
        if (position.Length > 0 && await node.QueryAsync($"SELECT MASTER_GTID_WAIT('{position}', 30)", cancel) != "0")
            throw new PromotionRefusedException($"{node.Name} did not get to {position} within 30 s.");
    }

    /// <summary>
    /// Ends when just so many replicas acknowledge what the primary commits. A replica calls itself connected before the
    /// primary has it on that list; and one that was killed stays on it until the next heartbeat finds it gone.
    /// </summary>
    public static Task AttachedAsync(this MariaDbNode primary, int replicas, CancellationToken cancel) => Eventually.TrueAsync(
        async () => await primary.QueryAsync("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'Rpl_semi_sync_master_clients'", cancel)
            == replicas.ToString(CultureInfo.InvariantCulture),
        cancel: cancel);

    /// <summary>The last position that the node has received, applied or not.</summary>
    public static async Task<string> ReceivedAsync(this MariaDbNode node, CancellationToken cancel)
    {
        string applied = await node.QueryAsync("SELECT @@gtid_slave_pos", cancel);
        var status = await node.RowAsync("SHOW SLAVE STATUS", cancel);
        return Gtid.Further(status.GetValueOrDefault("Gtid_IO_Pos", ""), applied);
    }

    /// <summary>Makes a node that has applied everything the primary, still closed to writers.</summary>
    public static Task LeadAsync(this MariaDbNode node, CancellationToken cancel) => node.QueryAsync(
        "STOP SLAVE; RESET SLAVE ALL; SET GLOBAL rpl_semi_sync_slave_enabled = OFF; SET GLOBAL rpl_semi_sync_master_enabled = ON;", cancel);

    /// <summary>The same number may be another transaction, where both were primary; then the error comes in a moment.</summary>
    private static async Task<bool> HasReachedAsync(MariaDbNode node, string target, CancellationToken cancel)
    {
        string applied = await node.QueryAsync("SELECT @@gtid_slave_pos", cancel);
        return applied == target || Gtid.Number(applied) > Gtid.Number(target);
    }

    private static string Error(IReadOnlyDictionary<string, string> status, string name) => status.GetValueOrDefault(name, "0");
}
