using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Verification;

/// <summary>
/// Scans every shard and checks what must hold between the rows at rest: all identities of a member tell the same
/// (P1), every identity a member lists has its row and belongs to no other (P2), a former id is the former id of one
/// living member. With replay also that history tells the row: versions contiguous from 1, each entry's before the
/// after of the one before it, the last one's after the row (P4).
/// </summary>
/// <remarks>Rows change while commands run; scan a cluster at rest, or scan again what was found.</remarks>
public sealed class RowCheck(IReplaySource source)
{
    private const int Page = 1000;

    /// <summary>Runs over all slots.</summary>
    /// <param name="replay">Whether to replay histories too.</param>
    /// <param name="cancellation">Stops the scan.</param>
    public async Task<RowCheckReport> RunAsync(bool replay, CancellationToken cancellation)
    {
        var members = new MemberLedger();
        var faults = new RowFaults();
        long identities = 0, entries = 0;
        for (short slot = 0; slot < Slot.Count; slot++)
        {
            var rows = await RowsAsync(new Slot(slot), cancellation);
            identities += rows.Count;
            foreach (var row in rows)
            {
                if (row.State.Identities.All(identity => identity.Key != row.Identity)) faults.Add(row.Identity, "its own row does not list it");
                members.Add(row, faults);
            }

            if (replay) entries += await ReplayAsync(new Slot(slot), rows, faults, cancellation);
        }

        members.Close(faults);
        return new RowCheckReport(identities, members.Count, replay ? entries : null, faults.Count, faults.Examples);
    }

    private async Task<List<ReplayedIdentity>> RowsAsync(Slot slot, CancellationToken cancellation)
    {
        var rows = new List<ReplayedIdentity>();
        IdentityKey? after = null;
        while (true)
        {
            var page = await source.ScanAsync(slot, after, Page, cancellation);
            rows.AddRange(page);
            if (page.Length < Page) return rows;
            after = page[^1].Identity;
        }
    }

    private async Task<long> ReplayAsync(Slot slot, List<ReplayedIdentity> rows, RowFaults faults, CancellationToken cancellation)
    {
        var replayed = new Dictionary<IdentityKey, (long Version, IdentityState State)>(rows.Count);
        long entries = 0;
        IdentityKey? afterKey = null;
        long afterVersion = 0;
        while (true)
        {
            var page = await source.ScanHistoryAsync(slot, afterKey, afterVersion, Page, cancellation);
            entries += page.Length;
            Replay(page, replayed, faults);
            if (page.Length < Page) break;
            (afterKey, afterVersion) = (page[^1].Identity, page[^1].Version);
        }

        foreach (var row in rows)
        {
            if (!replayed.Remove(row.Identity, out var end)) faults.Add(row.Identity, "it has no history");
            else if (end.Version != row.Version || !end.State.Equals(row.State)) faults.Add(row.Identity, $"its history ends at version {end.Version}, its row is version {row.Version}, or they tell different states");
        }

        foreach (var (identity, end) in replayed) faults.Add(identity, $"its history has {end.Version} versions, but it has no row");
        return entries;
    }

    private static void Replay(ImmutableArray<ChangeEvent> page, Dictionary<IdentityKey, (long Version, IdentityState State)> replayed, RowFaults faults)
    {
        foreach (var change in page)
        {
            bool known = replayed.TryGetValue(change.Identity, out var before);
            if (change.Version != (known ? before.Version + 1 : 1)) faults.Add(change.Identity, $"version {change.Version} follows version {(known ? before.Version : 0)} in its history");
            else if (!Equals(change.Entry.Before, known ? before.State : null)) faults.Add(change.Identity, $"version {change.Version} does not begin where the one before ended");
            replayed[change.Identity] = (change.Version, change.Entry.After);
        }
    }
}
