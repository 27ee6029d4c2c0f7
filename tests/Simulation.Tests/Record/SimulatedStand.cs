using MemberGrains.Conformance.Storage;
using MemberGrains.Simulation.Record;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Simulation.Tests.Record;

/// <summary>The simulated record in fair weather, on the machine's scheduler: what it holds must be what a real one holds.</summary>
internal sealed class SimulatedStand : IRecordStand
{
    private readonly SteppedTime _time = new();
    private readonly Dictionary<string, ClusterTables> _tables = SlotMap.Default.Clusters.ToDictionary(cluster => cluster.Id, _ => new ClusterTables());
    private RecordStore? _record;

    public RecordStore Record => _record ?? throw new InvalidOperationException("The record is not open.");

    public DateTimeOffset Now => _time.GetUtcNow();

    public Task OpenAsync()
    {
        // One thing at a time, as under the simulator: the tables have no locks.
        var oneAtATime = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var clusters = from table in _tables
                       select new SimulatedCluster(
                           table.Key, table.Value, new StoreWeather(new Random(1), new NoDelay()), RecordSafety.All, _time, oneAtATime);
        _record = new RecordStore(SlotMap.Default, clusters.ToList(), new RecordOptions(), _time);
        return Task.CompletedTask;
    }

    public async Task ReopenAsync()
    {
        await Record.DisposeAsync();
        await OpenAsync();
    }

    public Task PassAsync(TimeSpan time)
    {
        _time.Pass(time);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _record is { } record ? record.DisposeAsync() : ValueTask.CompletedTask;
}
