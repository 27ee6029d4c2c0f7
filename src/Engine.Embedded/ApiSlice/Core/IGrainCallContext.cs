using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A grain call on its way through the filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The call: its arguments can be read and replaced.</summary>
    IInvokable Request { get; }

    /// <summary>The grain; in an outgoing filter, the reference.</summary>
    object Grain { get; }

    /// <summary>The calling grain; null when a client calls.</summary>
    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    GrainInterfaceType InterfaceType { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    /// <summary>The answer, once <see cref="Invoke"/> is done; a filter may replace it.</summary>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter, and at last to the grain. Not calling it answers <see cref="Result"/> without the grain.</summary>
    Task Invoke();
}
