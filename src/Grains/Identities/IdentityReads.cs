using MemberGrains.Grains.Protocol;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Identities;

/// <summary>Reads of one identity. What leaves here was the newest at some moment after the question came.</summary>
internal sealed class IdentityReads(IIdentityRecord record, IIdentityHistory history, Settlement settlement, TimeProvider time)
{
    private const int Tries = 16;

    public async Task<ResolveReply> ResolveAsync(IdentitySession session, ResolveQuery query, CancellationToken cancellation)
    {
        try
        {
            var row = await ConfirmedAsync(session, cancellation);
            if (row.Version < query.MinVersion) return new ResolveReply.OlderThanAsked(row.Version);
            return row.State is null
                ? new ResolveReply.Unknown()
                : new ResolveReply.Found(new Relation(session.Key, row.Version, row.State), 0);
        }
        catch (Exception fault) when (fault is TimeoutException or StoreUnavailableException && query.Consistency != Consistency.Strong)
        {
            if (await BeforePendingAsync(session, query, cancellation) is { } older) return older;
            throw;
        }
    }

    public async Task<HistoryReply> HistoryAsync(IdentitySession session, HistoryQuery query, CancellationToken cancellation)
    {
        // A confirmed row is not prepared for anything decided, so what was decided before the question is in the history.
        var row = await ConfirmedAsync(session, cancellation);
        if (row.State is null) return new HistoryReply(false, [], null, null);
        var entries = await history.ReadAsync(session.Key, query.Before, query.Limit, cancellation);
        long? next = entries is [.., { Version: > 1 } last] ? last.Version : null;
        if (query.AsOf is not { } asOf) return new HistoryReply(true, entries, next, null);
        var then = await history.FindAsOfAsync(session.Key, asOf, cancellation);
        return new HistoryReply(true, entries, next, then is null ? null : new Relation(session.Key, then.Version, then.After));
    }

    /// <summary>The committed row, held at the primary at some moment after the call.</summary>
    private async Task<IdentityRow> ConfirmedAsync(IdentitySession session, CancellationToken cancellation)
    {
        for (int i = 0; i < Tries; i++)
        {
            bool fresh = await session.ReadyAsync(record, cancellation);
            if (!session.IsReady) continue;
            if (session.Row!.Pending is not null)
            {
                fresh = false;
                if (!await SettledOrUndecidedAsync(session, cancellation) || !session.IsReady) continue;
            }

            var (row, stamp, generation) = (session.Row!, session.Stamp, session.Generation);
            if (fresh || await record.ConfirmAsync(stamp, cancellation)) return row;

            // Own writes since then stood on this very row, which was therefore held when the first of them was written.
            if (session.Generation == generation && session.IsReady && session.Stamp != stamp) return row;
            session.DropIfStill(stamp);
        }

        throw new TimeoutException("The row kept moving while it was read.");
    }

    /// <summary>True if the row held may be read once confirmed: it is prepared for something that was undecided after the call.</summary>
    private async Task<bool> SettledOrUndecidedAsync(IdentitySession session, CancellationToken cancellation)
    {
        var (stamp, generation) = (session.Stamp, session.Generation);
        try
        {
            if (await settlement.SettleAsync(session, cancellation)) return false;
        }
        catch (FateUnknownException)
        {
            // Of applying what is decided: the row was dropped and is read again.
            return false;
        }

        return session.IsReady && session.Generation == generation && session.Stamp == stamp;
    }

    /// <summary>
    /// The state before an operation whose coordinator can not be reached, its age counted from the prepare. Never "not
    /// registered": that would be a guess.
    /// </summary>
    private async Task<ResolveReply?> BeforePendingAsync(IdentitySession session, ResolveQuery query, CancellationToken cancellation)
    {
        if (session.Row is not { State: { } state, Pending: { } pending } row || row.Version < query.MinVersion || !session.IsReady) return null;
        if (!await record.ConfirmAsync(session.Stamp, cancellation)) return null;
        long staleness = (long)Math.Ceiling((time.GetUtcNow() - pending.PreparedAt).TotalMilliseconds);
        return new ResolveReply.Found(new Relation(session.Key, row.Version, state), Math.Max(1, staleness));
    }
}
