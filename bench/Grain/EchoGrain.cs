namespace MemberGrains.Bench.Grain;

internal sealed class EchoGrain : Orleans.Grain, IEchoGrain
{
    public Task<int> EchoAsync(int value) => Task.FromResult(value);
}
