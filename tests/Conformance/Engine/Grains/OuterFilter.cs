namespace MemberGrains.Conformance.Engine;

/// <summary>Refuses calls that say so, and lets others by.</summary>
public sealed class OuterFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType != typeof(IFilteredGrain))
        {
            await context.Invoke();
            return;
        }

        if (context.Request.GetArgument(0) is "refuse") throw new UnauthorizedAccessException($"{context.TargetId.Key} refuses {context.MethodName}");
        RequestContext.Set("filters", "outer");
        await context.Invoke();
        context.Result = $"outer({context.Result})";
    }
}
