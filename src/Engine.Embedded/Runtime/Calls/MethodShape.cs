using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>What the runtime knows of a method of a grain interface.</summary>
internal sealed class MethodShape
{
    public MethodShape(Type grainInterface, MethodInfo method)
    {
        Interface = grainInterface;
        Method = method;
        Parameters = method.GetParameters();
        AlwaysInterleave = method.GetCustomAttribute<AlwaysInterleaveAttribute>() is not null;
        ReadOnly = method.GetCustomAttribute<ReadOnlyAttribute>() is not null;
        OneWay = method.GetCustomAttribute<OneWayAttribute>() is not null;
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        TokenIndex = Array.FindIndex(Parameters, p => p.ParameterType == typeof(CancellationToken));
    }

    public Type Interface { get; }

    public MethodInfo Method { get; }

    public ParameterInfo[] Parameters { get; }

    public bool AlwaysInterleave { get; }

    public bool ReadOnly { get; }

    public bool OneWay { get; }

    public TimeSpan? ResponseTimeout { get; }

    /// <summary>The parameter that is the cancellation token; -1 when there is none.</summary>
    public int TokenIndex { get; }
}
