using MemberGrains.Grains.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>The coordinator's side of "what became of this operation?".</summary>
internal sealed class Fates(IIdentityRecord record, IIdentityHistory history, GrainMetrics metrics)
{
    private const int Tries = 10;

    /// <summary>
    /// What became of an operation that can be decided on revision <paramref name="decidesOn"/> only. One that is neither
    /// held in memory, nor in the list of decided ones, nor in the history is aborted if the row has passed that revision.
    /// If it has not, another activation of this identity may be about to decide it, so the row is advanced first: then
    /// that decision can not be written any more.
    /// </summary>
    /// <exception cref="TimeoutException">The row kept moving.</exception>
    public async Task<OperationFate> OfAsync(IdentitySession session, string operationId, long decidesOn)
    {
        for (int i = 0; i < Tries; i++)
        {
            if (OfOwnAttempt(session, operationId) is { } known) return known;
            await session.ReadyAsync(record, CancellationToken.None);
            if (OfOwnAttempt(session, operationId) is { } since) return since;
            if (!session.IsReady) continue;
            if (session.Decided.Any(operation => operation.OperationId == operationId)) return Learn(session, operationId, AttemptPhase.Decided);

            var stamp = session.Stamp;
            if (await history.FindOperationAsync(session.Key, operationId, CancellationToken.None) is not null) return Learn(session, operationId, AttemptPhase.Decided);

            // The history was read after the row: whatever was written on a revision that the row had passed is in it.
            if (stamp.Revision > decidesOn) return Learn(session, operationId, AttemptPhase.Dead);

            // A row that moved meanwhile may have been moved by the decision.
            if (!session.IsReady || session.Stamp != stamp) continue;
            if (await session.WriteAsync(record, RowWrites.Fence(session)) != CommitResult.Committed) continue;
            metrics.Fenced();
            return Learn(session, operationId, AttemptPhase.Dead);
        }

        throw new TimeoutException("The coordinator's row kept moving while an operation was looked up.");
    }

    private static OperationFate? OfOwnAttempt(IdentitySession session, string operationId) =>
        session.Attempt is { } attempt && attempt.OperationId == operationId
            ? attempt.Phase switch
            {
                AttemptPhase.Preparing => OperationFate.Undecided,
                AttemptPhase.Decided => OperationFate.Decided,
                AttemptPhase.Dead => OperationFate.Aborted,
                _ => null,
            }
            : null;

    private static OperationFate Learn(IdentitySession session, string operationId, AttemptPhase phase)
    {
        if (session.Attempt is { } attempt && attempt.OperationId == operationId) attempt.Phase = phase;
        return phase == AttemptPhase.Decided ? OperationFate.Decided : OperationFate.Aborted;
    }
}
