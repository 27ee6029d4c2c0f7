using Orleans.Runtime;

namespace Orleans;

/// <inheritdoc/>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The calling activation; null in a client.</summary>
    IGrainContext? SourceContext { get; }
}
