using System.Collections.Immutable;
using MemberGrains.Grains.Identities;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>Two-phase commit with presumed abort: participants are prepared, then the coordinator's own row write decides.</summary>
internal sealed class OperationCommit(IIdentityRecord record, ParticipantCalls participants, Fates fates, OperationCompletion completion)
{
    /// <summary>True when the change is decided and durable; false when nothing changed and the command may be tried again.</summary>
    /// <exception cref="StoreUnavailableException">Nothing changed.</exception>
    /// <exception cref="FateUnknownException">Recovery finishes it one way or the other.</exception>
    public async Task<bool> RunAsync(IdentitySession session, CommandRun run, Change change, RowStamp own, RecordedAnswer? answer)
    {
        if (!session.IsReady || session.Stamp != own) return false;
        var attempt = new OperationAttempt(change.OperationId, own);
        session.Attempt = attempt;
        try
        {
            return await PrepareAndDecideAsync(session, run, change, attempt, answer);
        }
        finally
        {
            attempt.Release();
        }
    }

    private async Task<bool> PrepareAndDecideAsync(IdentitySession session, CommandRun run, Change change, OperationAttempt attempt, RecordedAnswer? answer)
    {
        ImmutableArray<IdentityKey> others = [.. from entry in change.Entries where entry.Key != session.Key select entry.Key];

        var votes = await Task.WhenAll(others.Select(key =>
            participants.PrepareAsync(key, new PrepareRequest(change.OperationId, session.Key, attempt.DecidesOn.Revision, change.EntryOf(key)))));
        run.Unreachable = votes.FirstOrDefault(vote => vote.Fault is not null).Fault;

        if (votes.All(vote => vote.Yes))
        {
            var operation = new DecidedOperation(change.OperationId, change.Type, change.At, others);
            try
            {
                if (await DecideAsync(session, attempt, change, answer, operation))
                {
                    completion.Begin(session, operation);
                    return true;
                }
            }
            catch (StoreUnavailableException fault)
            {
                run.Unreachable = fault;
            }
        }

        attempt.Doom();

        // Awaited, because the next attempt would meet its own remains.
        await Task.WhenAll(votes.Where(vote => vote.MayBePrepared).Select(vote => participants.AbortAsync(vote.Key, change.OperationId)));
        return run.Unreachable is StoreUnavailableException outage ? throw new StoreUnavailableException(outage.Message, outage) : false;
    }

    private async Task<bool> DecideAsync(IdentitySession session, OperationAttempt attempt, Change change, RecordedAnswer? answer, DecidedOperation operation)
    {
        // A fence of another operation may have moved the row meanwhile, or be about to.
        if (attempt.Phase != AttemptPhase.Preparing || !session.IsReady || session.Stamp != attempt.DecidesOn) return false;

        attempt.Phase = AttemptPhase.Deciding;
        try
        {
            var toTell = operation.Participants.IsEmpty ? null : operation;
            var result = await session.WriteAsync(record, RowWrites.Decide(session, change.EntryOf(session.Key), answer, toTell));
            attempt.Phase = result == CommitResult.Committed ? AttemptPhase.Decided : AttemptPhase.Dead;
            return result == CommitResult.Committed;
        }
        catch (StoreUnavailableException)
        {
            attempt.Phase = AttemptPhase.Dead;
            throw;
        }
        catch (FateUnknownException fault)
        {
            attempt.Phase = AttemptPhase.Unknown;
            return await LearnFateAsync(session, attempt, fault);
        }
    }

    private async Task<bool> LearnFateAsync(IdentitySession session, OperationAttempt attempt, FateUnknownException unknown)
    {
        try
        {
            return await fates.OfAsync(session, attempt.OperationId, attempt.DecidesOn.Revision) == OperationFate.Decided;
        }
        catch (Exception fault) when (fault is StoreUnavailableException or FateUnknownException or TimeoutException)
        {
            throw new FateUnknownException(unknown.Message, new AggregateException(unknown, fault));
        }
    }
}
