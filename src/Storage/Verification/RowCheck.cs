using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Replay;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Verification;

/// <summary>
/// Scans every shard and checks what must hold between the rows at rest: all identities of a member tell the same
/// (P1), every identity a member lists has its row and belongs to no other (P2), a former id is the former id of one
/// living member. With replay also that history tells the row: versions contiguous from 1, each entry's before the
/// after of the one before it, the last one's after the row byte for byte, and every operation in the history of each
/// identity it changed (P3, P4).
/// </summary>
/// <remarks>Rows change while commands run; scan a cluster at rest, or scan again what was found.</remarks>
/// <param name="source">The record.</param>
/// <param name="clusters">Its physical clusters, which are scanned side by side.</param>
public sealed class RowCheck(IReplaySource source, IStreamClusters clusters)
{
    private const int Page = 1000;

    /// <summary>Runs over all slots.</summary>
    /// <param name="replay">Whether to replay histories too.</param>
    /// <param name="cancellation">Stops the scan.</param>
    public async Task<RowCheckReport> RunAsync(bool replay, CancellationToken cancellation)
    {
        var members = new MemberLedger();
        var faults = new RowFaults();
        using var histories = new HistoryReplay(source, faults);
        long identities = 0;
        await SlotWalk.VisitAsync(
            clusters,
            async (slot, stop) =>
            {
                var rows = await RowsAsync(slot, stop);
                // Everything that is told is told under this lock; only the record is read outside of it.
                lock (faults)
                {
                    identities += rows.Count;
                    foreach (var row in rows)
                    {
                        if (row.State.Identities.All(identity => identity.Key != row.Identity)) faults.Add(row.Identity, "its own row does not list it");
                        members.Add(row, faults);
                    }
                }

                if (replay) await histories.RunAsync(slot, rows, stop);
            },
            cancellation);
        members.Close(faults);
        histories.Close();
        return new RowCheckReport(identities, members.Count, replay ? histories.Entries : null, faults.Count, faults.Examples);
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
}
