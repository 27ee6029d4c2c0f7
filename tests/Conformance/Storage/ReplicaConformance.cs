using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class ReplicaConformance(IRecordStand stand) : RecordConformance(stand)
{
    [ServerFact]
    public async Task Rows_come_in_the_keys_order_from_every_cluster()
    {
        var keys = Enumerable.Range(0, 40).Select(_ => Some.Phone()).ToList();
        foreach (var key in keys.Take(20)) await RegisteredAsync(key);
        Assert.Equal(2, keys.Select(ClusterOf).Distinct().Count());
        var rows = await Record.Replicas.ReadAsync("a", [.. keys, keys[0]], None);
        Assert.Equal([.. keys, keys[0]], rows.Select(row => row!.Row.Key));
        Assert.All(rows.Take(20), row => Assert.Equal(1, row!.Row.Version));
        Assert.All(rows.Skip(20).Take(20), row => Assert.Equal(0, row!.Row.Revision));
    }

    [ServerFact]
    public async Task What_is_read_shows_everything_up_to_the_time_it_names()
    {
        var loaded = await RegisteredAsync(Some.Phone(), 3);
        foreach (string center in (string[])["a", "b"])
        {
            var row = Assert.Single(await Record.Replicas.ReadAsync(center, [loaded.Row.Key], None));
            Assert.True(row!.CaughtUpTo <= Stand.Now);
            if (row.CaughtUpTo >= loaded.Row.State!.UpdatedAt) Assert.Equal(loaded.Row, row.Row);
        }
    }

    [ServerFact]
    public async Task No_keys_give_no_rows() =>
        Assert.Empty(await Record.Replicas.ReadAsync("a", System.Collections.Immutable.ImmutableArray<IdentityKey>.Empty, None));
}
