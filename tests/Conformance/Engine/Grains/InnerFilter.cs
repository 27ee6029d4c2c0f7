namespace MemberGrains.Conformance.Engine;

/// <summary>Comes after the outer one, sees what that has set, and may change an argument or answer itself.</summary>
public sealed class InnerFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(IFilteredGrain))
        {
            if (context.Request.GetArgument(0) is "answer for the grain")
            {
                context.Result = "inner";
                return;
            }

            RequestContext.Set("filters", RequestContext.Get("filters") + ",inner");
            if (context.Request.GetArgument(0) is "change") context.Request.SetArgument(0, "changed");
        }

        await context.Invoke();
    }
}
