using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Rebuild;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Status;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.Projections;

public sealed class RebuildTests
{
    private static async Task CommandsAsync(ViewWorld world, List<IdentityKey> keys, int count)
    {
        for (int i = 0; i < count; i++) await world.Commands.RunAsync(keys[world.Random.Next(keys.Count)], keys[world.Random.Next(keys.Count)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Search_is_filled_from_rows_and_history_at_the_start(int seed) => VirtualThread.Run(async thread =>
    {
        await using var world = new ViewWorld(thread, seed);
        var keys = Enumerable.Range(0, 30).Select(_ => Some.UnionId()).ToList();
        await CommandsAsync(world, keys, 300);
        // Published long ago: the stream does not bring any of it again.
        foreach (string cluster in world.Record.Names)
            await world.Record.DeleteAsync(cluster, [.. (await world.Record.ReadAsync(cluster, default, int.MaxValue, CancellationToken.None)).Select(item => item.Id)], world.Record.Fence, CancellationToken.None);
        await world.StartAsync();
        var report = await world.VerifyAsync();
        Assert.True(report.Agrees, string.Join(Environment.NewLine, report.Models));
        Assert.True(report.Members > report.Identities, "former members are there too");
    });

    [Fact]
    public void An_index_that_was_kept_serves_on_and_only_an_empty_one_is_filled() => VirtualThread.Run(async thread =>
    {
        await using var world = new ViewWorld(thread);
        await using (var empty = await world.Search.Of(SearchSource.Primary).Cluster.BeginRebuildAsync(CancellationToken.None))
            await empty.CommitAsync(CancellationToken.None);
        await CommandsAsync(world, [Some.Phone(), Some.UnionId(), Some.Card()], 20);
        foreach (string cluster in world.Record.Names)
            await world.Record.DeleteAsync(cluster, [.. (await world.Record.ReadAsync(cluster, default, int.MaxValue, CancellationToken.None)).Select(item => item.Id)], world.Record.Fence, CancellationToken.None);

        await world.StartAsync();

        var filled = await world.Search.Of(SearchSource.Backup).Cluster.CountAsync(CancellationToken.None);
        Assert.NotEqual(0, filled.Identities);
        Assert.Equal(0, (await world.Search.Of(SearchSource.Primary).Cluster.CountAsync(CancellationToken.None)).Identities);
        Assert.NotEqual(ReadModelState.Rebuilding, world.Search.Of(SearchSource.Primary).Health.State);
    });

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void A_rebuild_beside_live_events_loses_nothing_and_readers_see_no_gap(int seed) => VirtualThread.Run(async thread =>
    {
        await using var world = new ViewWorld(thread, seed);
        await world.StartAsync();
        var keys = Enumerable.Range(0, 30).Select(_ => Some.UnionId()).ToList();
        await CommandsAsync(world, keys, 150);
        await world.QuietAsync();
        string known = world.Record.Newest(world.Record.Keys.First())!.After.MemberId;

        var rebuilding = world.Get<SearchRebuilder>().RebuildAsync(world.Search.All, CancellationToken.None).AsTask();
        var commands = CommandsAsync(world, keys, 150);
        while (!rebuilding.IsCompleted)
        {
            Assert.NotNull((await world.SearchOf("a").FindMemberAsync(known, CancellationToken.None)).Value);
            await Task.Yield();
        }

        await rebuilding;
        await commands;
        await world.QuietAsync();
        var report = await world.VerifyAsync();
        Assert.True(report.Agrees, string.Join(Environment.NewLine, report.Models));
    });

    [Fact]
    public void A_second_rebuild_at_once_is_refused_and_the_first_one_ends_well() => VirtualThread.Run(async thread =>
    {
        await using var world = new ViewWorld(thread);
        await world.StartAsync();
        await using (await world.Search.Of(SearchSource.Backup).Cluster.BeginRebuildAsync(CancellationToken.None))
            await Assert.ThrowsAsync<InvalidOperationException>(() => world.Get<SearchRebuilder>().RebuildAsync(world.Search.All, CancellationToken.None).AsTask());
        await world.Get<SearchRebuilder>().RebuildAsync(world.Search.All, CancellationToken.None);
    });

    [Fact]
    public void The_verifier_finds_what_is_missing_older_newer_different_and_extra() => VirtualThread.Run(async thread =>
    {
        await using var world = new ViewWorld(thread);
        await world.StartAsync();
        var keys = Enumerable.Range(0, 6).Select(_ => Some.Phone()).ToList();
        foreach (var key in keys) await world.Commands.RunAsync(key, key);
        await world.QuietAsync();
        world.Brokers[0].IsCut = true;
        await world.Commands.RunAsync(keys[0], keys[1]);
        await world.Thread.PassAsync(TimeSpan.FromSeconds(2));
        var behind = await world.VerifyAsync();
        var primary = behind.Models.First(model => model is { Name: "search-primary", Kind: "identities" });
        Assert.Equal((4L, 2L), (primary.Equal, primary.Older));
        Assert.False(behind.Agrees);
        Assert.All(primary.Examples, example => Assert.Contains("****", example, StringComparison.Ordinal));

        var cluster = world.Search.Of(SearchSource.Backup).Cluster;
        world.Brokers[0].IsCut = false;
        await world.QuietAsync();
        var stranger = new Interfaces.Members.Relation(Some.Card(), 1, world.Record.Newest(keys[2])!.After);
        var newer = new Interfaces.Members.Relation(keys[3], 9, world.Record.Newest(keys[3])!.After);
        await cluster.BulkAsync(new ReadModels.Search.Cluster.SearchBatch([stranger, newer], []), CancellationToken.None);
        var backup = (await world.VerifyAsync()).Models.First(model => model is { Name: "search-backup", Kind: "identities" });
        Assert.Equal((5L, 1L, 1L), (backup.Equal, backup.Newer, backup.Extra));
    });
}
