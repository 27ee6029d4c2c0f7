using MemberGrains.Grains.Identities;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>A prepared row asks its coordinator, and does what it says. Prepared is not old.</summary>
internal sealed class Settlement(IIdentityRecord record, IGrainFactory grains, ProtocolOptions options, TimeProvider time, GrainMetrics metrics)
{
    /// <summary>
    /// Returns when the row held is not prepared (or not held: read it again), or with false when its operation was
    /// undecided at some moment after this call began.
    /// </summary>
    /// <exception cref="StoreUnavailableException">A store is out.</exception>
    /// <exception cref="TimeoutException">The coordinator did not answer.</exception>
    /// <exception cref="FateUnknownException">Whether it was applied is not known; the row was dropped.</exception>
    public async Task<bool> SettleAsync(IdentitySession session, CancellationToken cancellation)
    {
        while (session.Row?.Pending is not null)
        {
            // "Undecided" learnt from a question that was asked before this call may be old news: ask again.
            bool joined = session.Asking is not null;
            var fate = await AskOnce(session).WaitAsync(cancellation);
            if (fate == OperationFate.Undecided && !joined) return false;
        }

        return true;
    }

    /// <summary>Starts the asking and waits for nothing; the recovery job is there for what comes of it.</summary>
    public void Begin(IdentitySession session)
    {
        if (session.Asking is null) _ = Quietly(AskOnce(session));
    }

    private Task<OperationFate> AskOnce(IdentitySession session)
    {
        if (session.Asking is { } running) return running;
        var asking = AskAndObeyAsync(session, session.Row!.Pending!);
        if (!asking.IsCompleted) session.Asking = asking;
        return asking;
    }

    private async Task<OperationFate> AskAndObeyAsync(IdentitySession session, PendingChange pending)
    {
        try
        {
            var fate = await AskAsync(pending);
            if (fate == OperationFate.Undecided) return fate;
            while (!session.IsReady) await session.ReadyAsync(record, CancellationToken.None);
            if (session.Row?.Pending?.OperationId != pending.OperationId) return fate;
            bool decided = fate == OperationFate.Decided;
            await session.WriteAsync(record, decided ? RowWrites.Apply(session, pending) : RowWrites.Undo(session, pending));
            metrics.Settled(decided);
            return fate;
        }
        finally
        {
            session.Asking = null;
        }
    }

    private async Task<OperationFate> AskAsync(PendingChange pending)
    {
        try
        {
            return await grains.GetGrain<IOperationParticipant>(pending.Coordinator.Text)
                .AskAsync(pending.OperationId, pending.CoordinatorRevision)
                .WaitAsync(options.CallTimeout, time);
        }
        catch (Exception fault) when (fault is not StoreUnavailableException and not TimeoutException)
        {
            throw new TimeoutException("The coordinator of a prepared operation did not answer.", fault);
        }
    }

    private static async Task Quietly(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception)
        {
            // Whoever needs the row will ask again and hear the fault.
        }
    }
}
