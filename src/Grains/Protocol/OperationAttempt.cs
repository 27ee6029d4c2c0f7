using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>
/// One try of a command to change identities. Only the activation that made it can send its decision to the store, so
/// while that has not happened this object knows that the operation is not decided, whatever other activations do.
/// </summary>
internal sealed class OperationAttempt(string operationId, RowStamp decidesOn)
{
    public string OperationId { get; } = operationId;

    /// <summary>The state it was decided on, and the only one it may be written on: participants are told its revision.</summary>
    public RowStamp DecidesOn { get; } = decidesOn;

    public AttemptPhase Phase { get; set; }

    /// <summary>Whether the identity is taken: it answers no to every prepare.</summary>
    public bool HoldsIdentity => Phase is AttemptPhase.Preparing or AttemptPhase.Deciding;

    /// <summary>The state it stands on is no longer known to be held; if the decision was not sent, it never will be.</summary>
    public void Doom()
    {
        if (Phase == AttemptPhase.Preparing) Phase = AttemptPhase.Dead;
    }

    /// <summary>Whatever happened, it does not hold the identity any longer.</summary>
    public void Release()
    {
        Doom();
        if (Phase == AttemptPhase.Deciding) Phase = AttemptPhase.Unknown;
    }
}
