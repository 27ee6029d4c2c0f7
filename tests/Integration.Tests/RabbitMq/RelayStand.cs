using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Relay;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>A record in files, and relays from it to whatever brokers.</summary>
internal sealed class RelayStand : IAsyncDisposable
{
    public const string Cluster = "c0";
    private static readonly TimeSpan _lease = TimeSpan.FromSeconds(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("relay-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _runs = [];

    public RelayStand() =>
        Record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = _directory }, new RecordOptions(), TimeProvider.System);

    public RecordStore Record { get; }

    /// <summary>Everything committed.</summary>
    public List<ChangeEvent> Committed { get; } = [];

    /// <summary>When the commit of each of them had been acknowledged: it happened before.</summary>
    public List<DateTimeOffset> Acknowledged { get; } = [];

    /// <summary>Runs a relay under a fence of its own; the one before must have let go, or its lease must have run out.</summary>
    public async Task<Task> RelayAsync(string owner, IReadOnlyList<IChangeBroker> brokers, TimeSpan? outAfter = null)
    {
        long? fence = null;
        await Servers.Eventually.TrueAsync(async () => (fence = await Record.Fences.AcquireAsync(Cluster, OutboxRelayJob.Name, owner, _lease, _stop.Token)) is not null);
        var options = new RelayOptions { BatchSize = 20, OutAfter = outAfter ?? TimeSpan.FromHours(1), HeartbeatInterval = TimeSpan.FromMilliseconds(200), LongestBackoff = TimeSpan.FromMilliseconds(300) };
        var relay = new OutboxRelay(Cluster, Record.Outbox, Record.Backlogs, brokers, options, TimeProvider.System, new ChangeStreamMetrics(), NullLogger<OutboxRelay>.Instance);
        var run = relay.RunAsync(fence!.Value, _stop.Token);
        _runs.Add(run);
        return run;
    }

    /// <summary>Registers an identity of the cluster and changes it until it has that version.</summary>
    public async Task CommitAsync(int versions = 1)
    {
        var key = Some.Phone();
        while (Record.Slots.ClusterOf(Slot.Of(key)).Id != Cluster) key = Some.Phone();
        for (int version = 1; version <= versions; version++) await CommitAsync(key, version);
    }

    public async Task<PublishedThrough> PublishedAsync() =>
        await Record.Outbox.PublishedThroughAsync(Cluster, CancellationToken.None) ?? throw new InvalidOperationException("The files do not answer.");

    /// <summary>Nothing waits anywhere, and no center is out.</summary>
    public Task QuietAsync() => Servers.Eventually.TrueAsync(
        async () => (await Record.Outbox.ReadAsync(Cluster, default, 1, CancellationToken.None)).IsEmpty && (await PublishedAsync()).Out.IsEmpty, Told.Patience);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var run in _runs) await run;
        await Record.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task CommitAsync(IdentityKey key, int version)
    {
        var loaded = await Record.Rows.LoadAsync(key, CancellationToken.None);
        var entry = SomeEvents.Entry(key, version, TimeProvider.System.GetUtcNow().CutToMilliseconds()) with { Before = loaded.Row.State };
        var commit = new RowCommit
        {
            Expected = new RowStamp(key, loaded.Row.Revision, loaded.Epoch),
            Row = loaded.Row with { Revision = loaded.Row.Revision + 1, Version = version, State = entry.After },
            Entry = entry,
        };
        if (await Record.Rows.CommitAsync(commit, CancellationToken.None) != CommitResult.Committed) throw new InvalidOperationException("Somebody else writes here.");
        Committed.Add(new ChangeEvent(key, entry));
        Acknowledged.Add(TimeProvider.System.GetUtcNow());
    }
}
