using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;

namespace MemberGrains.Storage.Verification;

/// <summary>
/// Replays histories from empty, slot by slot, and compares where they end with the rows, byte for byte. Several slots may
/// be replayed at once; they take turns under the lock of the faults.
/// </summary>
internal sealed class HistoryReplay(IReplaySource source, RowFaults faults) : IDisposable
{
    private const int Page = 1000;

    private readonly OperationLedger _operations = new();
    private readonly PayloadBuffer _ofRow = new();
    private readonly PayloadBuffer _ofHistory = new();

    /// <summary>Entries replayed so far.</summary>
    public long Entries { get; private set; }

    public async Task RunAsync(Slot slot, List<ReplayedIdentity> rows, CancellationToken cancellation)
    {
        var replayed = new Dictionary<IdentityKey, (long Version, IdentityState State)>(rows.Count);
        IdentityKey? afterKey = null;
        long afterVersion = 0;
        while (true)
        {
            var page = await source.ScanHistoryAsync(slot, afterKey, afterVersion, Page, cancellation);
            lock (faults) Replay(page, replayed);
            if (page.Length < Page) break;
            (afterKey, afterVersion) = (page[^1].Identity, page[^1].Version);
        }

        lock (faults) Compare(rows, replayed);
    }

    /// <summary>Checks what can be said only after the last slot.</summary>
    public void Close() => _operations.Close(faults);

    public void Dispose()
    {
        _ofRow.Dispose();
        _ofHistory.Dispose();
    }

    private void Compare(List<ReplayedIdentity> rows, Dictionary<IdentityKey, (long Version, IdentityState State)> replayed)
    {
        foreach (var row in rows)
        {
            if (!replayed.Remove(row.Identity, out var end)) faults.Add(row.Identity, "it has no history");
            else if (end.Version != row.Version || !SameBytes(end.State, row.State)) faults.Add(row.Identity, $"its history ends at version {end.Version}, its row is version {row.Version}, or they tell different states");
        }

        foreach (var (identity, end) in replayed) faults.Add(identity, $"its history has {end.Version} versions, but it has no row");
    }

    private void Replay(ImmutableArray<ChangeEvent> page, Dictionary<IdentityKey, (long Version, IdentityState State)> replayed)
    {
        foreach (var change in page)
        {
            Entries++;
            _operations.Add(change);
            bool known = replayed.TryGetValue(change.Identity, out var before);
            if (change.Version != (known ? before.Version + 1 : 1)) faults.Add(change.Identity, $"version {change.Version} follows version {(known ? before.Version : 0)} in its history");
            else if (!Equals(change.Entry.Before, known ? before.State : null)) faults.Add(change.Identity, $"version {change.Version} does not begin where the one before ended");
            replayed[change.Identity] = (change.Version, change.Entry.After);
        }
    }

    /// <summary>A state has one payload, the bytes that a row holds.</summary>
    private bool SameBytes(IdentityState history, IdentityState row) =>
        _ofHistory.Write(history, StatePayload.Write).SequenceEqual(_ofRow.Write(row, StatePayload.Write));
}
