using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Cache.Checking;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Embedded.Cache;
using MemberGrains.ReadModels.Status;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.ReadModels.Tests.Cache;

public sealed class CacheCheckerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Rows that a test says.</summary>
    private sealed class Rows : IReplaySource
    {
        public SortedDictionary<IdentityKey, ReplayedIdentity> All { get; } = [];

        public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) =>
            new([.. All.Values.Where(row => Slot.Of(row.Identity) == slot && (after is null || row.Identity > after.Value)).Take(limit)]);

        public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) => new([]);

        public ValueTask<HistoryEntry?> FindAsync(IdentityKey identity, long version, CancellationToken cancellation) => new((HistoryEntry?)null);

        public ReplayedIdentity Has(IdentityKey identity, long version)
        {
            var state = SomeEvents.Entry(identity, version).After;
            return All[identity] = new ReplayedIdentity(identity, version, state);
        }
    }

    private sealed record Stand(VirtualThread Thread, Rows Rows, ICenterCache Cache, CacheGenerationClient Generations, CacheChecker Checker, MetricLog Metrics)
    {
        public async Task PutAsync(ReplayedIdentity row, long? version = null)
        {
            var json = WireJson.Render(new Relation(row.Identity, row.Version, row.State));
            await Cache.PutIfNewerAsync(row.Identity, Generations.Usable, new CacheEntry(version ?? row.Version, json, Thread.Time.GetUtcNow()), None);
        }

        /// <summary>A turn through all slots.</summary>
        public async Task CheckAllAsync()
        {
            for (int i = 0; i < 16; i++) await Checker.CheckAsync(None);
        }
    }

    private static void Run(Func<Stand, Task> test) => VirtualThread.Run(async thread =>
    {
        var rows = new Rows();
        using var meters = new MetricLog();
        using var metrics = new ReadModelMetrics(meters, thread.Time);
        var cache = new EmbeddedCenterCache("a", new CacheOptions(), thread.Time, metrics);
        await using var client = new CacheGenerationClient("a", new MemoryGenerations(thread.Time), thread.Time, NullLogger<CacheGenerationClient>.Instance);
        await client.StartAsync(None);
        await client.WaitUsableAsync(None);
        var model = new CacheModel(cache, client, new ReadModelHealth("a", "redis", new OneCluster(), TimeSpan.Zero, TimeSpan.FromSeconds(4), thread.Time));
        var checker = new CacheChecker(model, rows, new CacheCheckOptions { Slots = 64, Rows = 3 }, new LagBudgets(), thread.Time, metrics, NullLogger<CacheChecker>.Instance);
        await test(new Stand(thread, rows, cache, client, checker, meters));
    });

    private sealed class OneCluster : IStreamClusters
    {
        public IReadOnlyList<string> Names => ["c0"];

        public string ClusterOf(Slot slot) => "c0";
    }

    [Fact]
    public void What_is_there_is_fresh_and_what_is_not_is_no_mistake() => Run(async stand =>
    {
        for (int i = 0; i < 20; i++)
        {
            var row = stand.Rows.Has(Some.Phone(), 2);
            if (i % 2 == 0) await stand.PutAsync(row);
        }

        for (int turn = 0; turn < 3; turn++) await stand.CheckAllAsync();

        var (absent, fresh, stale) = stand.Metrics.Checked;
        Assert.True(absent >= 10 && fresh >= 10, $"{absent} absent, {fresh} fresh");
        Assert.Equal(0, stale);
        Assert.Equal(0, stand.Metrics.StaleRatio);
    });

    [Fact]
    public void An_entry_whose_event_is_on_the_way_is_not_stale() => Run(async stand =>
    {
        var row = stand.Rows.Has(Some.Phone(), 2);
        await stand.PutAsync(row);
        var newer = stand.Rows.Has(row.Identity, 3);
        var checking = stand.CheckAllAsync();

        await stand.Thread.PassAsync(TimeSpan.FromSeconds(2));
        await stand.PutAsync(newer);
        await stand.Thread.PassAsync(TimeSpan.FromSeconds(3));
        await checking;

        Assert.Equal((0, 1, 0), stand.Metrics.Checked);
    });

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void A_stale_value_is_counted_and_taken_away(long rowVersion, bool otherContent) => Run(async stand =>
    {
        var identity = Some.Phone();
        var held = new ReplayedIdentity(identity, 2, SomeEvents.Entry(otherContent ? Some.Card() : identity, 2).After);
        stand.Rows.Has(identity, rowVersion);
        await stand.PutAsync(held, 2);
        var checking = stand.CheckAllAsync();

        await stand.Thread.PassAsync(TimeSpan.FromSeconds(5));
        await checking;

        Assert.Equal((0, 0, 1), stand.Metrics.Checked);
        Assert.Equal(1, stand.Metrics.StaleRatio);
        bool gone = await stand.Cache.PeekAsync(identity, stand.Generations.Usable, None) is null;
        Assert.Equal(!otherContent, gone);
    });
}
