using Orleans.Runtime;

namespace Orleans;

/// <summary>What every grain class is to the runtime.</summary>
public interface IGrainBase
{
    /// <summary>The activation this instance lives in.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call. If it throws, waiting callers get the exception and the activation ends.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call. Not called when the silo is killed.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
