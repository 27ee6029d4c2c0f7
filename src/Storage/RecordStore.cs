using System.ComponentModel.DataAnnotations;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Storage.Core;
using MemberGrains.Storage.Core.Ports;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Storage;

/// <summary>
/// The record: every port over the physical clusters of one slot map. One instance serves a whole process, so that all
/// its silos share queues and batches. Owns the backends.
/// </summary>
public sealed class RecordStore : IAsyncDisposable
{
    private readonly Routing _routing;
    private readonly IDisposable? _held;
    private readonly ILogger _log;
    private bool _disposed;

    /// <param name="slots">Which cluster holds which slots.</param>
    /// <param name="backends">One for each cluster of the map.</param>
    /// <param name="options">Batching and limits.</param>
    /// <param name="time">Time-outs and figures; the adapters have their store's clock.</param>
    /// <param name="scheduler">Where batches run; null for the thread pool. The simulator passes its own.</param>
    /// <param name="held">Disposed after the backends; null for nothing.</param>
    /// <param name="log">Null for no log.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public RecordStore(
        SlotMap slots, IEnumerable<IClusterBackend> backends, RecordOptions options, TimeProvider time,
        TaskScheduler? scheduler = null, IDisposable? held = null, ILogger<RecordStore>? log = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _held = held;
        _log = log ?? NullLogger<RecordStore>.Instance;
        _routing = new Routing(slots, [.. backends.Select(backend => new ClusterRecord(backend, options, time, scheduler ?? TaskScheduler.Default, _log))]);
        Slots = slots;
        Rows = new IdentityRecord(_routing);
        History = new IdentityHistory(_routing);
        Replicas = new ReplicaReader(_routing);
        Unfinished = new UnfinishedIndex(_routing);
        Outbox = new Outbox(_routing);
        Backlogs = new CenterBacklogs(_routing);
        Replay = new ReplaySource(_routing);
        Fences = new JobFences(_routing);
        Answers = new AnswerCleanup(_routing);
        Epochs = new SlotEpochs(_routing);
        StorageLog.Opened(_log, slots.Clusters.Length, string.Join(' ', slots.Clusters.Select(cluster => cluster.Id)));
    }

    /// <summary>The slot map.</summary>
    public SlotMap Slots { get; }

    /// <summary>Rows, as grains see them.</summary>
    public IIdentityRecord Rows { get; }

    /// <summary>History.</summary>
    public IIdentityHistory History { get; }

    /// <summary>Replica reads.</summary>
    public IReplicaReader Replicas { get; }

    /// <summary>The index of unfinished rows.</summary>
    public IUnfinishedIndex Unfinished { get; }

    /// <summary>The outbox.</summary>
    public IOutbox Outbox { get; }

    /// <summary>Centers marked out and their backlogs.</summary>
    public ICenterBacklogs Backlogs { get; }

    /// <summary>Rows and history for rebuilds.</summary>
    public IReplaySource Replay { get; }

    /// <summary>Fences of background jobs.</summary>
    public IJobFences Fences { get; }

    /// <summary>Clean-up of recorded answers.</summary>
    public IAnswerCleanup Answers { get; }

    /// <summary>Role epochs.</summary>
    public ISlotEpochs Epochs { get; }

    /// <summary>Refuses what waits, lets the batches under way end, and closes the backends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        foreach (var cluster in _routing.Clusters) await cluster.DisposeAsync();
        _held?.Dispose();
        StorageLog.Closed(_log);
    }
}
