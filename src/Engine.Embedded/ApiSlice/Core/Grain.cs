using MemberGrains.Engine.Embedded.Runtime;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of a grain class.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain()
    {
        GrainContext = Activation.Here
            ?? throw new InvalidOperationException($"{GetType().Name} was constructed outside the grain runtime. Get a reference from IGrainFactory instead.");
    }

    public IGrainContext GrainContext { get; }

    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>Makes references; calls through them belong to this activation.</summary>
    protected IGrainFactory GrainFactory => ((Activation)GrainContext).Silo.Runtime;

    /// <summary>The services of this silo.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>The identity as text: type and key.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The silo this activation lives in, as text.</summary>
    public string RuntimeIdentity => ((Activation)GrainContext).Silo.Address.ToString();

    /// <summary>Ends this activation once the running calls are done; waiting calls go to a new one.</summary>
    protected void DeactivateOnIdle() => ((Activation)GrainContext).RequestDeactivation(Activation.ApplicationRequested);

    /// <summary>Keeps this activation from idle collection for at least <paramref name="timeSpan"/>; a negative value undoes it.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => ((Activation)GrainContext).DelayDeactivation(timeSpan);

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
