using System.Collections.Concurrent;

namespace MemberGrains.Conformance.Engine;

/// <summary>Collected after a second without calls.</summary>
public sealed class ShortLivedGrain : Grain, IShortLivedGrain
{
    private static readonly ConcurrentDictionary<string, int> Lives = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Ends = new(StringComparer.Ordinal);
    private int _life;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _life = Lives.AddOrUpdate(this.GetPrimaryKeyString(), 1, static (_, lives) => lives + 1);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Ends.GetOrAdd(this.GetPrimaryKeyString(), static _ => new()).Enqueue(reason.ReasonCode.ToString());
        return Task.CompletedTask;
    }

    public Task<int> Life() => Task.FromResult(_life);

    public Task<int> StayFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.FromResult(_life);
    }

    public Task<List<string>> EndingsOf(string key) => Task.FromResult(Ends.TryGetValue(key, out var ends) ? ends.ToList() : []);
}
