using System.Globalization;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Clustering;

/// <summary>The reminder queries of orleans-clustering.sql, each on a real server.</summary>
[Needs(Server.MariaDb)]
public sealed class ReminderQueryTests(OrleansDatabase database) : IClassFixture<OrleansDatabase>
{
    private static readonly DateTime Time = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _service = Some.Key();

    [ServerFact]
    public async Task A_reminder_is_read_as_it_was_set_last()
    {
        Assert.Equal(1, await SetAsync("one", "tick", 5));
        Assert.Equal(2, await SetAsync("one", "tick", 5, 90_000_000_000));
        await SetAsync("one", "tock", 5);

        var row = Assert.Single(await database.AskAsync("ReadReminderRowKey", Key("one", "tick")));

        Assert.Equal(("one", "tick", Time, 90_000_000_000L, 2), ((string)row["GrainId"]!, (string)row["ReminderName"]!, (DateTime)row["StartTime"]!, Convert.ToInt64(row["Period"], CultureInfo.InvariantCulture), Convert.ToInt32(row["Version"], CultureInfo.InvariantCulture)));
        Assert.Equal(2, (await database.AskAsync("ReadReminderRowsKey", ("ServiceId", _service), ("GrainId", "one"))).Count);
    }

    [ServerFact]
    public async Task A_range_of_the_ring_has_its_end_and_not_its_beginning_and_may_run_over_the_seam()
    {
        foreach (int hash in (int[])[int.MinValue, -5, 0, 5, int.MaxValue]) await SetAsync($"g{hash}", "tick", hash);

        Assert.Equal([0, 5], await RangeAsync("ReadRangeRows1Key", -5, 5));
        Assert.Equal([int.MinValue, -5, int.MaxValue], await RangeAsync("ReadRangeRows2Key", 5, -5));
        Assert.Equal(5, (await RangeAsync("ReadRangeRows2Key", 0, 0)).Count);
    }

    [ServerFact]
    public async Task A_reminder_is_removed_in_the_version_that_is_known()
    {
        await SetAsync("one", "tick", 5);
        await SetAsync("one", "tick", 5);

        Assert.False(await database.DidAsync("DeleteReminderRowKey", [.. Key("one", "tick"), ("Version", 1)]));
        Assert.True(await database.DidAsync("DeleteReminderRowKey", [.. Key("one", "tick"), ("Version", 2)]));

        Assert.Empty(await database.AskAsync("ReadReminderRowKey", Key("one", "tick")));
    }

    [ServerFact]
    public async Task All_reminders_of_a_service_are_removed()
    {
        await SetAsync("one", "tick", 5);
        await SetAsync("two", "tick", 6);

        await database.AskAsync("DeleteReminderRowsKey", ("ServiceId", _service));

        Assert.Empty(await RangeAsync("ReadRangeRows2Key", 0, 0));
    }

    private (string, object?)[] Key(string grain, string name) => [("ServiceId", _service), ("GrainId", grain), ("ReminderName", name)];

    private async Task<int> SetAsync(string grain, string name, int hash, long period = 60_000) => Convert.ToInt32(
        await database.ValueAsync("UpsertReminderRowKey", [.. Key(grain, name), ("GrainHash", hash), ("StartTime", Time), ("Period", period)]),
        CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<int>> RangeAsync(string query, int begin, int end) =>
        [.. (await database.AskAsync(query, ("ServiceId", _service), ("BeginHash", begin), ("EndHash", end))).Select(row => int.Parse(((string)row["GrainId"]!)[1..], CultureInfo.InvariantCulture)).Order()];
}
