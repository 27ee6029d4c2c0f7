using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Simulation.Record;

/// <summary>
/// A physical cluster in memory behind a network with weather. Every call travels there and back; what happens there
/// happens on the store's own <paramref name="scheduler"/>, so that a write under way survives the silo that sent it.
/// </summary>
/// <param name="cluster">Name of the physical cluster.</param>
/// <param name="tables">What its primary holds, from an earlier opening too.</param>
/// <param name="weather">How it behaves.</param>
/// <param name="safety">What a mutation check switched off.</param>
/// <param name="clock">The store's clock.</param>
/// <param name="scheduler">The store's own.</param>
/// <param name="probe">Sees every write arrive, and its end; null for nobody.</param>
public sealed partial class SimulatedCluster(
    string cluster, ClusterTables tables, StoreWeather weather, RecordSafety safety, TimeProvider clock, TaskScheduler scheduler, IWriteProbe? probe = null)
    : IClusterBackend
{
    private bool _closed;

    /// <summary>From now on this connection goes to another primary.</summary>
    public void Follow(ClusterTables primary) => tables = primary;

    /// <inheritdoc/>
    public string Cluster => cluster;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<RowVerdict>> CommitAsync(CommitBatch batch, CancellationToken cancellation) => AtStore(async () =>
    {
        await weather.TravelAsync();
        var (primary, fate) = (tables, weather.NextWrite());
        if (probe?.Arrives(batch) == true) fate = WriteFate.LostBefore;
        switch (fate)
        {
            case WriteFate.Refused:
                throw new StoreUnavailableException("The simulated store takes no writes.");
            case WriteFate.LostBefore:
                throw new FateUnknownException("The simulated connection was lost before the write.");
            case WriteFate.WrittenLate:
                _ = ApplyLateAsync(primary, batch);
                throw new FateUnknownException("The simulated connection was lost during the write.");
        }

        var verdicts = Apply(primary, batch, lost: fate == WriteFate.LostAfter);
        probe?.Written(batch);
        await weather.TravelAsync();
        probe?.Answered(batch);
        return fate == WriteFate.Written ? verdicts : throw new FateUnknownException("The simulated connection was lost after the write.");
    });

    /// <inheritdoc/>
    public ValueTask<ReadResults> ReadAsync(ReadBatch batch, CancellationToken cancellation) => ReadAsync(
        () => new ReadResults(
            ImmutableArray.CreateRange(batch.Rows, Load),
            ImmutableArray.CreateRange(batch.Answers, key => tables.Answers.GetValueOrDefault(key)),
            ImmutableArray.CreateRange(batch.Stamps, Holds)),
        evenDemoted: batch.Rows.IsEmpty && batch.Answers.IsEmpty);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ReplicaRow>> ReadReplicaAsync(string center, ImmutableArray<IdentityKey> keys, CancellationToken cancellation) => ReadAsync(() =>
    {
        var shown = clock.GetUtcNow() - weather.ReplicaLag.GetValueOrDefault(center);

        // A write of this very instant may still follow, so the instant itself is not claimed.
        var caughtUpTo = shown.AddMilliseconds(-1);
        return ImmutableArray.CreateRange(keys, key => new ReplicaRow(tables.RowAt(key, shown), caughtUpTo));
    });

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) =>
        ReadAsync(() => tables.Rows.Values
            .Where(row => row.State is not null && Slot.Of(row.Key) == slot && (after is null || row.Key > after.Value))
            .Take(limit)
            .Select(row => new ReplayedIdentity(row.Key, row.Version, row.State!))
            .ToImmutableArray());

    /// <inheritdoc/>
    public ValueTask<long> ReadEpochAsync(Slot slot, CancellationToken cancellation) => ReadAsync(() => tables.Epoch(slot));

    /// <inheritdoc/>
    public ValueTask<bool> AdvanceEpochAsync(Slot slot, long expected, CancellationToken cancellation) => ReadAsync(() =>
    {
        if (tables.Epoch(slot) != expected) return false;
        tables.Epochs[slot] = expected + 1 - tables.Promotions;
        return true;
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _closed = true;
        return ValueTask.CompletedTask;
    }

    private LoadedIdentity Load(IdentityKey key) => new(
        tables.Row(key),
        tables.Epoch(Slot.Of(key)),
        [.. from decided in tables.Decided where decided.Coordinator == key select decided.Operation]);

    private bool Holds(RowStamp stamp) =>
        !safety.Confirms
        || (tables.Row(stamp.Key).Revision == stamp.Revision && (!safety.ChecksEpoch || tables.Epoch(Slot.Of(stamp.Key)) == stamp.Epoch));

    private ImmutableArray<RowVerdict> Apply(ClusterTables primary, CommitBatch batch, bool lost)
    {
        var verdicts = ImmutableArray.CreateRange(batch.Commits, commit => CommitApplier.Apply(primary, commit, safety, clock.GetUtcNow(), lost));
        foreach (var finished in batch.Finished) CommitApplier.Finish(primary, finished);
        return verdicts;
    }

    private async Task ApplyLateAsync(ClusterTables primary, CommitBatch batch)
    {
        await weather.LingerAsync();
        Apply(primary, batch, lost: true);
    }

    /// <summary>Confirmations alone are asked of a demoted primary too: what they stand on is of the epoch before, so it says no.</summary>
    private ValueTask<T> ReadAsync<T>(Func<T> read, bool evenDemoted = false) => AtStore(async () =>
    {
        await weather.TravelAsync();
        weather.CheckRead();
        if (tables.IsDemoted && !evenDemoted) throw new StoreUnavailableException("The simulated primary was demoted.");
        var found = read();
        await weather.TravelAsync();
        return found;
    });

    private ValueTask<T> AtStore<T>(Func<Task<T>> call) => _closed
        ? throw new StoreUnavailableException("The simulated connection is closed.")
        : new(Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap());
}
