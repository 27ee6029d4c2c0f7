namespace MemberGrains.Conformance.Engine;

public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> Seen(string argument) => Task.FromResult($"{argument} after {RequestContext.Get("filters")}");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        RequestContext.Set("filters", RequestContext.Get("filters") + ",own");
        await context.Invoke();
    }
}
