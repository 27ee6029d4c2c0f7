using System.Collections.Concurrent;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>Stands around every grain call of the silos; a test says what happens to those it names.</summary>
public sealed class CallFaults : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<(string, string), Func<Task>> _before = new();
    private readonly ConcurrentDictionary<(string, string), Func<Task>> _after = new();

    /// <summary>Until disposed, runs before calls of an interface's method.</summary>
    public IDisposable On<T>(string method, Func<Task> hook) => Hook(_before, (typeof(T).Name, method), hook);

    /// <summary>The same for calls between grains, whose interfaces are the grains' own.</summary>
    public IDisposable Between(string grainInterface, string method, Func<Task> hook) => Hook(_before, (grainInterface, method), hook);

    /// <summary>Until disposed, runs after calls of an interface's method: what they did is done, their answer is not given.</summary>
    public IDisposable After<T>(string method, Func<Task> hook) => Hook(_after, (typeof(T).Name, method), hook);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var call = (context.InterfaceMethod.DeclaringType!.Name, context.InterfaceMethod.Name);
        if (_before.TryGetValue(call, out var before)) await before();
        await context.Invoke();
        if (_after.TryGetValue(call, out var after)) await after();
    }

    private static Hooked Hook(ConcurrentDictionary<(string, string), Func<Task>> hooks, (string, string) call, Func<Task> hook)
    {
        hooks[call] = hook;
        return new Hooked(() => hooks.TryRemove(call, out _));
    }

    private sealed class Hooked(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
