using System.Reflection;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>What the methods of a reference call, by the kind of task they return.</summary>
internal static class CallSender
{
    public static Task SendTask(GrainReference reference, Call<Nothing> call, MethodShape shape) => Send(reference, call, shape);

    public static Task<TResult> SendTaskOf<TResult>(GrainReference reference, Call<TResult> call, MethodShape shape) => Send(reference, call, shape);

    public static ValueTask SendValueTask(GrainReference reference, Call<Nothing> call, MethodShape shape) => new(Send(reference, call, shape));

    public static ValueTask<TResult> SendValueTaskOf<TResult>(GrainReference reference, Call<TResult> call, MethodShape shape) => new(Send(reference, call, shape));

    public static MethodInfo For(Type returnType)
    {
        if (returnType == typeof(Task)) return Method(nameof(SendTask));
        if (returnType == typeof(ValueTask)) return Method(nameof(SendValueTask));
        var name = returnType.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(SendTaskOf) : nameof(SendValueTaskOf);
        return Method(name).MakeGenericMethod(returnType.GetGenericArguments());
    }

    // A reference may have been made by a client and handed to a grain: a grain's calls are its silo's.
    private static Task<TResult> Send<TResult>(GrainReference reference, Call<TResult> call, MethodShape shape)
    {
        var source = Activation.Here;
        return (source is null ? reference.Runtime : source.Silo.Runtime).Call(reference, call, shape, source);
    }

    private static MethodInfo Method(string name) => typeof(CallSender).GetMethod(name)!;
}
