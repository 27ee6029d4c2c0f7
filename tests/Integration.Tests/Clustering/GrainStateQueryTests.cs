using System.Globalization;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Clustering;

/// <summary>The queries of orleans-clustering.sql for the state of grains, each on a real server.</summary>
[Needs(Server.MariaDb)]
public sealed class GrainStateQueryTests(OrleansDatabase database) : IClassFixture<OrleansDatabase>
{
    private readonly string _service = Some.Key();

    [ServerFact]
    public async Task A_state_is_read_as_it_was_written_last_and_its_version_counts_from_one()
    {
        Assert.Empty(await ReadAsync());

        Assert.Equal(1, await WriteAsync(null, [1]));
        Assert.Equal(2, await WriteAsync(1, [2, 0, 255]));

        var row = Assert.Single(await ReadAsync());
        Assert.Equal([2, 0, 255], (byte[])row["PayloadBinary"]!);
        Assert.Equal(2, Convert.ToInt32(row["Version"], CultureInfo.InvariantCulture));
    }

    [ServerFact]
    public async Task A_write_with_another_version_or_without_one_changes_nothing()
    {
        await WriteAsync(null, [1]);
        await WriteAsync(1, [2]);

        Assert.Null(await WriteAsync(1, [3]));
        Assert.Null(await WriteAsync(3, [3]));
        Assert.Null(await WriteAsync(null, [3]));
        Assert.Null(await WriteAsync(1, [3], key: "another"));

        Assert.Equal([2], (byte[])Assert.Single(await ReadAsync())["PayloadBinary"]!);
        Assert.Empty(await ReadAsync("another"));
    }

    [ServerFact]
    public async Task The_same_state_written_again_is_a_new_version() =>
        Assert.Equal((1, 2), (await WriteAsync(null, [1]), await WriteAsync(1, [1])));

    [ServerFact]
    public async Task Of_activations_that_write_at_one_version_exactly_one_does()
    {
        for (int round = 0; round < 10; round++)
        {
            int? version = round == 0 ? null : round;
            int?[] written = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => TriedAsync(version, [(byte)i]))));

            Assert.Single(written, one => one == round + 1);
            Assert.Equal(3, written.Count(one => one is null));
        }
    }

    [ServerFact]
    public async Task Keys_differ_by_every_byte_and_every_part()
    {
        await WriteAsync(null, [1], key: "Key");
        await WriteAsync(null, [2], key: "key");
        await WriteAsync(null, [3], key: null);
        await WriteAsync(null, [4], key: null, number: 1);

        Assert.Equal([1], (byte[])Assert.Single(await ReadAsync("Key"))["PayloadBinary"]!);
        Assert.Equal([2], (byte[])Assert.Single(await ReadAsync("key"))["PayloadBinary"]!);
        Assert.Equal([3], (byte[])Assert.Single(await ReadAsync(null))["PayloadBinary"]!);
        Assert.Equal([4], (byte[])Assert.Single(await ReadAsync(null, 1))["PayloadBinary"]!);
    }

    [ServerFact]
    public async Task A_cleared_state_is_empty_and_its_version_goes_on()
    {
        await WriteAsync(null, [1]);

        Assert.Null(await EndAsync("ClearStorageKey", 2));
        Assert.Equal(2, await EndAsync("ClearStorageKey", 1));

        Assert.Null(Assert.Single(await ReadAsync())["PayloadBinary"]);
        Assert.Equal(3, await WriteAsync(2, [3]));
    }

    [ServerFact]
    public async Task A_deleted_state_is_gone()
    {
        await WriteAsync(null, [1]);

        Assert.Null(await EndAsync("DeleteStorageKey", 2));
        Assert.Single(await ReadAsync());
        Assert.Equal(2, await EndAsync("DeleteStorageKey", 1));

        Assert.Empty(await ReadAsync());
        Assert.Equal(1, await WriteAsync(null, [3]));
    }

    private static int? Number(object? value) => value is null ? null : Convert.ToInt32(value, CultureInfo.InvariantCulture);

    /// <summary>A deadlock, or a key that has just been taken, is an error to the provider, and no new version.</summary>
    private async Task<int?> TriedAsync(int? version, byte[] payload)
    {
        try
        {
            return await WriteAsync(version, payload);
        }
        catch (System.Data.Common.DbException)
        {
            return null;
        }
    }

    private (string, object?)[] Key(string? key, long number) =>
    [
        ("GrainIdHash", 12), ("GrainIdN0", 0L), ("GrainIdN1", number), ("GrainTypeHash", 34), ("GrainTypeString", "roles"),
        ("GrainIdExtensionString", key), ("ServiceId", _service),
    ];

    private Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadAsync(string? key = "c0", long number = 0) => database.AskAsync("ReadFromStorageKey", Key(key, number));

    private async Task<int?> WriteAsync(int? version, byte[] payload, string? key = "c0", long number = 0) =>
        Number(await database.ValueAsync("WriteToStorageKey", [.. Key(key, number), ("GrainStateVersion", version), ("PayloadBinary", payload)]));

    private async Task<int?> EndAsync(string query, int version) => Number(await database.ValueAsync(query, [.. Key("c0", 0), ("GrainStateVersion", version)]));
}
