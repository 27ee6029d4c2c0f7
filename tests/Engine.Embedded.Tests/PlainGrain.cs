namespace MemberGrains.Engine.Embedded.Tests;

public sealed class PlainGrain : Grain, IPlainGrain
{
    private int _count;

    public Task<int> Add(int amount) => Task.FromResult(_count += amount);
}
