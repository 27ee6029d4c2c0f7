using MemberGrains.Interfaces.Slots;
using MemberGrains.Simulation.Record;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Simulation.World;

/// <summary>The physical clusters of a world. They outlive every silo; each silo has connections and queues of its own.</summary>
internal sealed class WorldRecord
{
    /// <summary>The longest way to a store, in milliseconds: the slower, the more is under way when a fault strikes.</summary>
    private static readonly int[] _paces = [2, 10, 40, 120];

    private readonly RecordSafety _safety;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly TaskScheduler _scheduler = TaskScheduler.Current;
    private readonly List<SimulatedCluster> _connections = [];

    public WorldRecord(WorldOptions options, TimeProvider clock, Func<string, Random> random)
    {
        (_safety, _clock, _random) = (options.Safety, clock, random("promotions"));
        foreach (var cluster in Slots.Clusters)
        {
            Tables[cluster.Id] = new ClusterTables();
            var draws = random(cluster.Id);
            Weather[cluster.Id] = new StoreWeather(draws, clock) { UsualMs = options.Faults ? _paces[draws.Next(_paces.Length)] : _paces[0] };
        }
    }

    public SlotMap Slots { get; } = SlotMap.Default;

    /// <summary>What the primary of each physical cluster holds.</summary>
    public SortedDictionary<string, ClusterTables> Tables { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, StoreWeather> Weather { get; } = new(StringComparer.Ordinal);

    /// <summary>The longest usual way to a store, milliseconds.</summary>
    public int PaceMs => Weather.Values.Max(weather => weather.UsualMs);

    /// <summary>Nothing waits in an outbox, a backlog or an index, no center is out, and no row is prepared.</summary>
    public bool IsAtRest => Tables.Values.All(tables =>
        tables.Outbox.Count == 0 && tables.Backlog.Count == 0 && tables.Out.Count == 0 && tables.Unfinished.Count == 0 && tables.Rows.Values.All(row => row.Pending is null));

    /// <summary>The record as one process sees it; its batches run on the process's own scheduler and end with it.</summary>
    public RecordStore Connect(TimeProvider time, TaskScheduler process, IWriteProbe? probe = null)
    {
        var clusters = Slots.Clusters
            .Select(cluster => new SimulatedCluster(cluster.Id, Tables[cluster.Id], Weather[cluster.Id], _safety, _clock, _scheduler, probe))
            .ToList();
        _connections.AddRange(clusters);
        return new RecordStore(Slots, clusters, new RecordOptions(), time, process);
    }

    /// <summary>Another primary takes over; each connection finds it within <paramref name="within"/>.</summary>
    public void Promote(string cluster, TimeSpan within)
    {
        var next = Tables[cluster] = Tables[cluster].Promote();
        foreach (var connection in _connections.Where(connection => connection.Cluster == cluster))
            _ = FollowAsync(connection, within * _random.NextDouble());

        async Task FollowAsync(SimulatedCluster connection, TimeSpan after)
        {
            await Task.Delay(after, _clock);
            if (Tables[cluster] == next) connection.Follow(next);
        }
    }

    /// <summary>Advances the epoch of one slot.</summary>
    public void AdvanceEpoch(Slot slot)
    {
        var tables = Tables[Slots.ClusterOf(slot).Id];
        tables.Epochs[slot] = tables.Epochs.GetValueOrDefault(slot, 1) + 1;
    }
}
