using MemberGrains.Grains.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>The participant's side of an operation.</summary>
internal sealed class Participant(IIdentityRecord record, IIdentityHistory history, Settlement settlement, TimeProvider time)
{
    private const int Tries = 10;

    public async Task<GatherReply> GatherAsync(IdentitySession session, bool reload, CancellationToken cancellation)
    {
        while (!session.IsReady) await session.ReadyAsync(record, cancellation);
        if (reload && session.Attempt is not { HoldsIdentity: true }) session.Drop();
        do
        {
            while (!session.IsReady) await session.ReadyAsync(record, cancellation);
            await settlement.SettleAsync(session, cancellation);
        }
        while (!session.IsReady);

        var (row, stamp) = (session.Row!, session.Stamp);
        bool busy = row.Pending is not null || session.Attempt is { HoldsIdentity: true };
        return new GatherReply(row.Version, row.State, stamp.Revision, stamp.Epoch, busy);
    }

    /// <summary>Never waits for anything but the store.</summary>
    public async Task<bool> PrepareAsync(IdentitySession session, PrepareRequest request)
    {
        long standsOn = request.Entry.Version - 1;
        if (session.IsReady && session.Row!.Version < standsOn && session.Attempt is not { HoldsIdentity: true })
        {
            // The coordinator has seen a newer version than this activation holds.
            session.Drop();
        }

        if (session.Row is null) await session.ReadyAsync(record, CancellationToken.None);
        if (!session.IsReady) return false;
        var row = session.Row!;
        if (row.Pending is { } pending)
        {
            if (pending.OperationId == request.OperationId) return true;
            settlement.Begin(session);
            return false;
        }

        if (row.Version != standsOn || session.Attempt is { HoldsIdentity: true }) return false;
        var ready = new PendingChange(
            request.OperationId, request.Coordinator, request.CoordinatorRevision, time.GetUtcNow().CutToMilliseconds(), request.Entry);
        return await session.WriteAsync(record, RowWrites.Prepare(session, ready)) == CommitResult.Committed;
    }

    public async Task CommitAsync(IdentitySession session, string operationId)
    {
        for (int i = 0; i < Tries; i++)
        {
            while (!session.IsReady) await session.ReadyAsync(record, CancellationToken.None);
            if (session.Row!.Pending is { } pending && pending.OperationId == operationId)
            {
                if (await session.WriteAsync(record, RowWrites.Apply(session, pending)) == CommitResult.Committed) return;
                continue;
            }

            // Not prepared for it: applied before, or this activation does not know yet. The record does.
            var stamp = session.Stamp;
            if (await history.FindOperationAsync(session.Key, operationId, CancellationToken.None) is not null) return;
            session.DropIfStill(stamp);
        }

        throw new InvalidOperationException("A decided operation finds its participant neither prepared nor changed by it.");
    }

    public async Task AbortAsync(IdentitySession session, string operationId)
    {
        for (int i = 0; i < Tries; i++)
        {
            while (!session.IsReady) await session.ReadyAsync(record, CancellationToken.None);
            if (session.Row!.Pending is not { } pending || pending.OperationId != operationId) return;
            if (await session.WriteAsync(record, RowWrites.Undo(session, pending)) == CommitResult.Committed) return;
        }

        throw new TimeoutException("The participant's row kept moving while an operation was undone.");
    }
}
