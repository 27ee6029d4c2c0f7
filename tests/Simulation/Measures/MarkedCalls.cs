namespace MemberGrains.Simulation.Measures;

/// <summary>Marks what is done for certain calls, in the context that travels with them.</summary>
internal sealed class MarkedCalls(Type grain, string mark, string[] methods) : IIncomingGrainCallFilter
{
    public static bool Has(string mark) => RequestContext.Get(mark) is not null;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == grain && (methods.Length == 0 || methods.Contains(context.MethodName))) RequestContext.Set(mark, true);
        return context.Invoke();
    }
}
