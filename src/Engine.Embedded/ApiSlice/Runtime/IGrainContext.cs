using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>The activation a grain lives in.</summary>
public interface IGrainContext : ITargetHolder, IEquatable<IGrainContext>
{
    GrainReference GrainReference { get; }

    GrainId GrainId { get; }

    /// <summary>The grain; null until it is made.</summary>
    object? GrainInstance { get; }

    ActivationId ActivationId { get; }

    /// <summary>The services of this silo.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Runs work in turns of this activation.</summary>
    IWorkItemScheduler Scheduler { get; }

    /// <summary>Ends when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Starts to end this activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
