using System.Text.Json;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.ReadModels.Tests.World;

/// <summary>The gateways of a center: they raise floors, read, and fill from a lagging replica, and check every hit.</summary>
internal sealed class CacheUsers(ViewWorld world, string center)
{
    private readonly Dictionary<IdentityKey, long> _known = [];
    private readonly CacheModel _model = world.CacheOf(center);
    private readonly CacheFloors _floors = new(world.CacheOf(center).Cache, world.CacheOf(center).Generations);

    public int Hits { get; private set; }

    public int Fills { get; private set; }

    public int Answers { get; private set; }

    /// <summary>A command through this center: its floors are known here before its answer leaves.</summary>
    public async Task CommandAsync(IdentityKey a, IdentityKey b)
    {
        var versions = await world.Commands.RunAsync(a, b);
        await _floors.RaiseAsync(versions, CancellationToken.None);
        foreach (var version in versions) _known[version.Identity] = Math.Max(version.Version, _known.GetValueOrDefault(version.Identity));
    }

    public async Task ReadAsync(IdentityKey key)
    {
        long known = _known.GetValueOrDefault(key);
        long generation = _model.Generations.Usable;
        if (generation == 0) return;
        switch (await _model.Cache.ReadAsync(key, generation, CancellationToken.None))
        {
            case CacheRead.Hit hit:
                Check(key, hit.Entry, known);
                break;
            case CacheRead.Miss miss:
                await MissAsync(key, generation, miss, known);
                break;
        }
    }

    private void Check(IdentityKey key, CacheEntry entry, long known)
    {
        Hits++;
        using var relation = JsonDocument.Parse(entry.RelationJson.AsMemory());
        Assert.Equal(key.Text, relation.RootElement.GetProperty("identity").GetString());
        Assert.Equal(entry.Version, relation.RootElement.GetProperty("version").GetInt64());
        Assert.True(entry.Version >= known, $"{key}: version {entry.Version} from the cache of {center}, floor {known} was known");

        // What the gateway would say of its staleness must be true as well.
        var applied = _model.Health.Progress.AppliedThrough(Interfaces.Slots.Slot.Of(key));
        var newestAt = applied > entry.NewestAt ? applied.Value : entry.NewestAt;
        var passed = world.Record.HistoryOf(key).FirstOrDefault(later => later.Version > entry.Version && later.At < newestAt);
        Assert.True(passed is null, $"{key}: version {entry.Version} said to be the newest at {newestAt:O}, version {passed?.Version} is of {passed?.At:O}");
    }

    private async Task MissAsync(IdentityKey key, long generation, CacheRead.Miss miss, long known)
    {
        var lag = TimeSpan.FromMilliseconds(world.Random.Next(0, 1_900));
        var shows = world.Thread.Time.GetUtcNow() - lag;
        if (world.Record.Settled < shows) shows = world.Record.Settled;
        var seen = world.Record.HistoryOf(key).LastOrDefault(entry => entry.At <= shows);
        if (seen is null) return;
        bool answers = seen.Version >= miss.Floor && shows >= miss.NotBefore;
        if (answers) Answers++;
        Assert.True(!answers || seen.Version >= known, $"{key}: version {seen.Version} from a replica of {center}, floor {known} was known");
        if (miss.Lease == 0) return;
        await Task.Delay(TimeSpan.FromMilliseconds(world.Random.Next(0, 1_200)), world.Thread.Time);
        var entry = new CacheEntry(seen.Version, WireJson.Render(new Relation(key, seen.Version, seen.After)), shows);
        if (await _model.Cache.FillAsync(key, generation, miss.Lease, entry, CancellationToken.None)) Fills++;
    }
}
