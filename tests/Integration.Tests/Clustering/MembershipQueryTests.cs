using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Clustering;

/// <summary>The membership queries of orleans-clustering.sql, each on a real server.</summary>
[Needs(Server.MariaDb)]
public sealed class MembershipQueryTests(OrleansDatabase database) : IClassFixture<OrleansDatabase>
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly DateTime Time = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _cluster = Some.Key();

    [ServerFact]
    public void The_script_can_be_applied_again()
    {
        Assert.Contains("OrleansMembershipTable", database.Applied.First, StringComparison.Ordinal);
        Assert.Equal(database.Applied.First, database.Applied.Second);
    }

    [ServerFact]
    public async Task A_cluster_begins_once_and_empty()
    {
        Assert.True(await database.DidAsync("InsertMembershipVersionKey", ("DeploymentId", _cluster)));
        Assert.False(await database.DidAsync("InsertMembershipVersionKey", ("DeploymentId", _cluster)));

        var row = Assert.Single(await ReadAllAsync());
        Assert.Null(row["StartTime"]);
        Assert.Equal(0, Version(row));
    }

    [ServerFact]
    public async Task A_silo_joins_at_the_version_it_knows_and_is_read_as_it_joined()
    {
        await BeginAsync();

        Assert.True(await JoinAsync(1, 0));

        var row = Assert.Single(await ReadAllAsync());
        Assert.Equal(1, Version(row));
        Assert.Equal(("127.0.0.1", 1, 7, "silo-1", "host", Active, 30_001), ((string)row["Address"]!, Int(row, "Port"), Int(row, "Generation"), (string)row["SiloName"]!, (string)row["HostName"]!, Int(row, "Status"), Int(row, "ProxyPort")));
        Assert.Equal((Time, Time), ((DateTime)row["StartTime"]!, (DateTime)row["IAmAliveTime"]!));
        Assert.Null(row["SuspectTimes"]);
    }

    [ServerFact]
    public async Task At_another_version_nobody_joins_and_a_silo_joins_once()
    {
        await BeginAsync();
        await JoinAsync(1, 0);

        Assert.False(await JoinAsync(2, 0));
        Assert.False(await JoinAsync(2, 2));
        Assert.False(await JoinAsync(1, 1));

        Assert.Equal(1, Version(Assert.Single(await ReadAllAsync())));
    }

    [ServerFact]
    public async Task Of_silos_that_join_or_change_at_one_version_exactly_one_does()
    {
        await BeginAsync();
        await JoinAsync(1, 0);
        for (int round = 0; round < 10; round++)
        {
            int version = 1 + round;
            bool[] did = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => i % 2 == 0
                ? TriedAsync(() => JoinAsync(100 + (round * 10) + i, version))
                : TriedAsync(() => ChangeAsync(1, version, Active, Time.AddSeconds(i))))));

            Assert.Single(did, true);
            Assert.Equal(version + 1, Version((await ReadAllAsync())[0]));
        }
    }

    [ServerFact]
    public async Task A_silo_changes_at_the_version_it_knows_also_if_nothing_of_it_differs()
    {
        await BeginAsync();
        await JoinAsync(1, 0);

        Assert.True(await ChangeAsync(1, 1, Dead, Time.AddSeconds(1), "127.0.0.1:2@3,2026-11-21 12:00:00.000 GMT"));
        Assert.False(await ChangeAsync(1, 1, Active, Time));
        Assert.True(await ChangeAsync(1, 2, Dead, Time.AddSeconds(1), "127.0.0.1:2@3,2026-11-21 12:00:00.000 GMT"));
        Assert.False(await ChangeAsync(9, 3, Active, Time));

        var row = await ReadAsync(1);
        Assert.Equal((Dead, 3), (Int(row, "Status"), Version(row)));
        Assert.Equal("127.0.0.1:2@3,2026-11-21 12:00:00.000 GMT", row["SuspectTimes"]);
    }

    [ServerFact]
    public async Task A_silo_that_is_not_there_is_read_as_the_version_alone()
    {
        await BeginAsync();
        await JoinAsync(1, 0);

        var row = await ReadAsync(2);

        Assert.Null(row["StartTime"]);
        Assert.Equal(1, Version(row));
    }

    [ServerFact]
    public async Task A_sign_of_life_leaves_the_version_alone()
    {
        await BeginAsync();
        await JoinAsync(1, 0);

        await database.AskAsync("UpdateIAmAlivetimeKey", [.. Silo(1), ("IAmAliveTime", Time.AddMinutes(1))]);

        var row = await ReadAsync(1);
        Assert.Equal((1, Time.AddMinutes(1)), (Version(row), (DateTime)row["IAmAliveTime"]!));
    }

    [ServerFact]
    public async Task Gateways_are_the_silos_in_the_status_asked_for_that_have_one()
    {
        await BeginAsync();
        await JoinAsync(1, 0);
        await JoinAsync(2, 1, proxyPort: 0);
        await JoinAsync(3, 2, status: Dead);

        var gateway = Assert.Single(await database.AskAsync("GatewaysQueryKey", ("DeploymentId", _cluster), ("Status", Active)));

        Assert.Equal(("127.0.0.1", 30_001, 7), ((string)gateway["Address"]!, Int(gateway, "ProxyPort"), Int(gateway, "Generation")));
    }

    [ServerFact]
    public async Task Defunct_silos_are_those_not_active_without_a_sign_of_life()
    {
        await BeginAsync();
        await JoinAsync(1, 0, status: Dead);
        await JoinAsync(2, 1);
        await JoinAsync(3, 2, status: 2);
        await JoinAsync(4, 3, status: Dead, alive: Time.AddDays(1));

        await database.AskAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", _cluster), ("IAmAliveTime", Time.AddHours(1)));

        Assert.Equal([2, 4], (await ReadAllAsync()).Select(row => Int(row, "Port")).Order());
    }

    [ServerFact]
    public async Task A_cluster_is_forgotten_and_no_other()
    {
        await BeginAsync();
        await JoinAsync(1, 0);
        string other = Some.Key();
        await database.DidAsync("InsertMembershipVersionKey", ("DeploymentId", other));

        await database.AskAsync("DeleteMembershipTableEntriesKey", ("DeploymentId", _cluster));

        Assert.Empty(await ReadAllAsync());
        Assert.Single(await database.AskAsync("MembershipReadAllKey", ("DeploymentId", other)));
    }

    private static int Int(IReadOnlyDictionary<string, object?> row, string column) => Convert.ToInt32(row[column], System.Globalization.CultureInfo.InvariantCulture);

    private static int Version(IReadOnlyDictionary<string, object?> row) => Int(row, "Version");

    /// <summary>A deadlock is an answer too: the provider asks again.</summary>
    private static async Task<bool> TriedAsync(Func<Task<bool>> change)
    {
        try
        {
            return await change();
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
    }

    private Task<bool> BeginAsync() => database.DidAsync("InsertMembershipVersionKey", ("DeploymentId", _cluster));

    private (string, object?)[] Silo(int port) => [("DeploymentId", _cluster), ("Address", "127.0.0.1"), ("Port", port), ("Generation", 7)];

    private Task<bool> JoinAsync(int port, int version, int status = Active, int? proxyPort = null, DateTime? alive = null) => database.DidAsync(
        "InsertMembershipKey",
        [.. Silo(port), ("IAmAliveTime", alive ?? Time), ("SiloName", $"silo-{port}"), ("HostName", "host"), ("StartTime", Time), ("Status", status), ("ProxyPort", proxyPort ?? 30_000 + port), ("Version", version)]);

    private Task<bool> ChangeAsync(int port, int version, int status, DateTime alive, string? suspects = null) => database.DidAsync(
        "UpdateMembershipKey",
        [.. Silo(port), ("IAmAliveTime", alive), ("Status", status), ("SuspectTimes", suspects), ("Version", version)]);

    private Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadAllAsync() => database.AskAsync("MembershipReadAllKey", ("DeploymentId", _cluster));

    private async Task<IReadOnlyDictionary<string, object?>> ReadAsync(int port) => Assert.Single(await database.AskAsync("MembershipReadRowKey", Silo(port)));
}
