using MemberGrains.Grains.Identities;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Grains.Protocol;

/// <summary>Sees decided operations through: tells every participant, then takes the operation out of the index.</summary>
internal sealed class OperationCompletion(IIdentityRecord record, ParticipantCalls participants, ILogger<OperationCompletion> log)
{
    /// <summary>Goes on after the answer has left; what it does not reach, the recovery job wakes.</summary>
    public void Begin(IdentitySession session, DecidedOperation operation)
    {
        if (!operation.Participants.IsEmpty) _ = RunAsync(session, operation);
    }

    /// <summary>Never throws for what can be tried again later.</summary>
    public async Task RunAsync(IdentitySession session, DecidedOperation operation)
    {
        bool[] told = await Task.WhenAll(operation.Participants.Select(key => participants.CommitAsync(key, operation.OperationId)));
        if (told.Contains(false)) return;
        try
        {
            await record.FinishAsync(session.Key, operation.OperationId, CancellationToken.None);
            session.Finished(operation.OperationId);
        }
        catch (Exception fault) when (fault is StoreUnavailableException or FateUnknownException)
        {
            GrainLog.FinishFailed(log, operation.OperationId, fault);
        }
    }
}
