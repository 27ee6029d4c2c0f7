using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call: the method and its arguments.</summary>
public interface IInvokable
{
    /// <summary>The grain; null before the call has arrived.</summary>
    object? GetTarget();

    int GetArgumentCount();

    object? GetArgument(int index);

    void SetArgument(int index, object value);

    string GetMethodName();

    string GetInterfaceName();

    MethodInfo GetMethod();

    Type GetInterfaceType();

    /// <summary>The time-out of the method, when it has one of its own.</summary>
    TimeSpan? GetDefaultResponseTimeout();
}
