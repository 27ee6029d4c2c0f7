using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>A call on its way through the filters of its sender.</summary>
internal sealed class OutgoingCallContext<TResult>(Call<TResult> call, GrainReference reference, IOutgoingGrainCallFilter[] filters) : IOutgoingGrainCallContext
{
    private int _next;
    private object? _result;

    public IInvokable Request => call;

    public object Grain => reference;

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => call.Target;

    public GrainInterfaceType InterfaceType => reference.InterfaceType;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.Shape.Method;

    public IGrainContext? SourceContext => call.Source;

    public object? Result
    {
        get => _result;
        set => _result = value;
    }

    public async Task Invoke()
    {
        var next = _next++;
        if (next < filters.Length)
        {
            await filters[next].Invoke(this);
        }
        else
        {
            call.Context = CallRuntime.ExportContext();
            _result = await call.Sender.Send(call);
        }
    }

    public async Task<TResult> Run()
    {
        await Invoke();
        return (TResult)_result!;
    }
}
