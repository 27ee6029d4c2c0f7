using System.Collections.Concurrent;

namespace MemberGrains.Conformance.Engine;

/// <inheritdoc cref="IProbeGrain"/>
public class ProbeGrain : Grain, IProbeGrain
{
    private static readonly ConcurrentDictionary<string, int> Lives = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> EndingsByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private readonly List<string> _log = [];
    private int _life;
    private bool _cancelled;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        if (key.StartsWith("unborn", StringComparison.Ordinal)) throw new InvalidOperationException($"{key} can not live");
        _life = Lives.AddOrUpdate(key, 1, static (_, lives) => lives + 1);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        EndingsByKey.GetOrAdd(this.GetPrimaryKeyString(), static _ => new()).Enqueue(reason.ReasonCode.ToString());
        return Task.CompletedTask;
    }

    public Task<string> Echo(string text) => Task.FromResult(text);

    public ValueTask<string> Key() => ValueTask.FromResult(this.GetPrimaryKeyString());

    public Task<string> Silo() => Task.FromResult(RuntimeIdentity);

    public Task<int> Life() => Task.FromResult(_life);

    public Task<string> Wait(string gate) => WaitAt(gate);

    public Task<string> WaitReading(string gate) => WaitAt(gate);

    public Task<string> WaitInterleaving(string gate) => WaitAt(gate);

    public Task<string> WaitAtMostBriefly(string gate) => WaitAt(gate);

    public Task Open(string gate)
    {
        Gate(gate).TrySetResult();
        return Task.CompletedTask;
    }

    public Task<List<string>> Log() => Task.FromResult(_log);

    public Task Note(string text)
    {
        _log.Add(text);
        return Task.CompletedTask;
    }

    public Task NoteFailing() => throw new InvalidOperationException("nobody hears this");

    public async Task Throw(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task<int> ThrowBeforeAnyAwait(string message) => throw new InvalidOperationException(message);

    public Task<string?> ContextValue(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> ContextValueSeenBy(string other, string key) => GrainFactory.GetGrain<IProbeGrain>(other).ContextValue(key);

    public Task SetContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public async Task WaitUntilCancelled(CancellationToken cancellationToken)
    {
        _log.Add("waiting for cancellation");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled = true;
            throw;
        }
    }

    public Task<bool> CanBeCancelled(CancellationToken cancellationToken) => Task.FromResult(cancellationToken.CanBeCanceled);

    public Task<bool> WasCancelled() => Task.FromResult(_cancelled);

    public Task DeactivateSoon()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<List<string>> Endings() => Task.FromResult(EndingsByKey.TryGetValue(this.GetPrimaryKeyString(), out var endings) ? endings.ToList() : []);

    public Task<string> CallOther(string other, string text) => GrainFactory.GetGrain<IProbeGrain>(other).Echo(text);

    public async Task<string> OpenThenWaitFor(string gateToOpen, string other, string gateToWaitFor)
    {
        await GrainFactory.GetGrain<IProbeGrain>(other).Open(gateToOpen);
        return await WaitAt(gateToWaitFor);
    }

    public Task<IProbeGrain> Self() => Task.FromResult(this.AsReference<IProbeGrain>());

    public Task<string> EchoThrough(IProbeGrain other, string text) => other.Echo(text);

    private async Task<string> WaitAt(string gate)
    {
        _log.Add("enter " + gate);
        await Gate(gate).Task;
        _log.Add("leave " + gate);
        return gate;
    }

    private TaskCompletionSource Gate(string name) =>
        _gates.TryGetValue(name, out var gate) ? gate : _gates[name] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
}
