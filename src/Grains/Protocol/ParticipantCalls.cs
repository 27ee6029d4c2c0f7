using MemberGrains.Interfaces.Identities;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Grains.Protocol;

/// <summary>The coordinator's calls to participants: each bounded in time, none of them throwing.</summary>
internal sealed class ParticipantCalls(IGrainFactory grains, ProtocolOptions options, TimeProvider time, ILogger<ParticipantCalls> log)
{
    public async Task<Vote> PrepareAsync(IdentityKey key, PrepareRequest request)
    {
        try
        {
            return new Vote(key, await Of(key).PrepareAsync(request).WaitAsync(options.CallTimeout, time), null);
        }
        catch (Exception fault)
        {
            GrainLog.PrepareFailed(log, IdentityMask.Mask(key), request.OperationId, fault);
            return new Vote(key, false, fault);
        }
    }

    /// <summary>True if it has applied the operation.</summary>
    public async Task<bool> CommitAsync(IdentityKey key, string operationId)
    {
        try
        {
            await Of(key).CommitAsync(operationId).WaitAsync(options.CallTimeout, time);
            return true;
        }
        catch (Exception fault)
        {
            GrainLog.CommitUndelivered(log, IdentityMask.Mask(key), operationId, fault);
            return false;
        }
    }

    /// <summary>A participant that does not hear it asks.</summary>
    public async Task AbortAsync(IdentityKey key, string operationId)
    {
        try
        {
            await Of(key).AbortAsync(operationId).WaitAsync(options.CallTimeout, time);
        }
        catch (Exception fault)
        {
            GrainLog.AbortUndelivered(log, IdentityMask.Mask(key), operationId, fault);
        }
    }

    private IOperationParticipant Of(IdentityKey key) => grains.GetGrain<IOperationParticipant>(key.Text);
}
