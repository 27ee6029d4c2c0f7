namespace MemberGrains.Conformance.Engine;

internal sealed class LedgerGrain([PersistentState("sum", LedgerStorage.Name)] IPersistentState<LedgerState> stored) : Grain, ILedgerGrain
{
    private static int _lives;
    private readonly int _life = Interlocked.Increment(ref _lives);

    public Task<(int Sum, bool Exists, int Life)> Read() => Task.FromResult((stored.State.Sum, stored.RecordExists, _life));

    public async Task Add(int amount)
    {
        stored.State.Sum += amount;
        await stored.WriteStateAsync();
    }

    public async Task<int> ChangeAndReadAgain(int sum)
    {
        stored.State.Sum = sum;
        await stored.ReadStateAsync();
        return stored.State.Sum;
    }

    public Task Clear() => stored.ClearStateAsync();

    public Task End()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
