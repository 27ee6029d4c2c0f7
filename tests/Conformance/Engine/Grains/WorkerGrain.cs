using System.Collections.Concurrent;
using Orleans.Concurrency;

namespace MemberGrains.Conformance.Engine;

[StatelessWorker(2)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private static readonly ConcurrentDictionary<string, int> AtOnce = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, int> Most = new(StringComparer.Ordinal);

    public async Task<int> Work(int expectedAtOnce)
    {
        var key = this.GetPrimaryKeyString();
        var now = AtOnce.AddOrUpdate(key, 1, static (_, n) => n + 1);
        Most.AddOrUpdate(key, now, (_, most) => Math.Max(most, now));
        for (var i = 0; i < 500 && Most[key] < expectedAtOnce; i++) await Task.Delay(10);
        AtOnce.AddOrUpdate(key, 0, static (_, n) => n - 1);
        return Most[key];
    }
}
