using System.Globalization;

namespace MemberGrains.Engine.Embedded.Tests.Simulation;

public sealed class PingGrain(TimeProvider clock) : Grain, IPingGrain
{
    private int _count;
    private int _ticks;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(() => { _ticks++; return Task.CompletedTask; }, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
        return Task.CompletedTask;
    }

    public async Task<int> Pass(int hops, int ring)
    {
        if (hops == 0) return 0;
        var next = (int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture) + 1) % ring;
        return 1 + await GrainFactory.GetGrain<IPingGrain>(next.ToString(CultureInfo.InvariantCulture)).Pass(hops - 1, ring);
    }

    public async Task<int> Add(int amount)
    {
        var seen = _count;
        await Task.Yield();
        return _count = seen + amount;
    }

    public Task Sleep(TimeSpan time) => Task.Delay(time, clock);

    public Task<int> Ticks() => Task.FromResult(_ticks);

    /// <summary>Awaits work of the thread pool that ends only after it is awaited: its continuation can but come from there.</summary>
    public async Task Escape()
    {
        using var awaited = new ManualResetEventSlim();
        var wait = EndOf(Task.Run(awaited.Wait));
        awaited.Set();
        await wait;
    }

    /// <summary>What it awaits ends on another thread while its turn still runs: the activation is scheduled already then.</summary>
    public async Task EscapeAndReturnDuringTheTurn()
    {
        var promise = new TaskCompletionSource();
        var wait = EndOf(promise.Task);
        var other = new Thread(promise.SetResult);
        other.Start();
        other.Join();
        await wait;
    }

    public Task<string> Where() => Task.FromResult(RuntimeIdentity);

    private static async Task EndOf(Task work) => await work;
}
