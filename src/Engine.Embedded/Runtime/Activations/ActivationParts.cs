using Orleans;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>What few activations need.</summary>
internal sealed class ActivationParts
{
    public List<GrainTimer>? Timers;
    public TaskCompletionSource? Ended;

    /// <summary>Set once the activation shall end.</summary>
    public DeactivationReason? Reason;

    /// <summary>Goes off when running calls take too long to let the activation end.</summary>
    public ITimer? Patience;

    /// <summary>The timestamp before which it is not collected for being idle.</summary>
    public long KeepUntil;
}
