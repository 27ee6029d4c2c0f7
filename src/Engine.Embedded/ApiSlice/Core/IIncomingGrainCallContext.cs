using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <inheritdoc/>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    IGrainContext TargetContext { get; }

    /// <summary>The method of the grain class.</summary>
    MethodInfo ImplementationMethod { get; }
}
