namespace MemberGrains.Conformance.Engine;

/// <summary>Loses counts unless its turns are one at a time: it reads, waits, then writes.</summary>
public sealed class CounterGrain : Grain, ICounterGrain
{
    private int _count;

    public async Task<int> Add(int amount)
    {
        var seen = _count;
        await Task.Yield();
        _count = seen + amount;
        return _count;
    }
}
