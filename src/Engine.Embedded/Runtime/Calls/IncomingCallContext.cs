using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>A call on its way through the silo's filters, then the grain's own, to the grain.</summary>
internal sealed class IncomingCallContext(Call call, Activation activation) : IIncomingGrainCallContext
{
    private int _next;
    private object? _result;

    public IInvokable Request => call;

    public object Grain => activation.Instance!;

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => call.Target;

    public GrainInterfaceType InterfaceType => GrainNames.OfInterface(call.Shape.Interface);

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.Shape.Method;

    public MethodInfo ImplementationMethod => call.Class.ImplementationOf(call.Shape.Method);

    public IGrainContext TargetContext => activation;

    public object? Result
    {
        get => _result;
        set => _result = value;
    }

    public async Task Invoke()
    {
        var filters = activation.Filters;
        var next = _next++;
        if (next < filters.Length)
        {
            await filters[next].Invoke(this);
        }
        else if (next == filters.Length && activation.Class.FiltersItself)
        {
            await ((IIncomingGrainCallFilter)activation.Instance!).Invoke(this);
        }
        else
        {
            var task = call.Invoke(activation.Instance!);
            await task;
            _result = call.ResultOf(task);
        }
    }
}
