using System.Collections.Concurrent;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>Stands around every grain call of the silos; a test says what happens to those it names.</summary>
public sealed class CallFaults : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<(Type, string), Func<Task>> _before = new();
    private readonly ConcurrentDictionary<(Type, string), Func<Task>> _after = new();

    /// <summary>Until disposed, runs before calls of an interface's method.</summary>
    public IDisposable On<T>(string method, Func<Task> hook) => Hook(_before, (typeof(T), method), hook);

    /// <summary>Until disposed, runs after calls of an interface's method: what they did is done, their answer is not given.</summary>
    public IDisposable After<T>(string method, Func<Task> hook) => Hook(_after, (typeof(T), method), hook);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var call = (context.InterfaceMethod.DeclaringType!, context.InterfaceMethod.Name);
        if (_before.TryGetValue(call, out var before)) await before();
        await context.Invoke();
        if (_after.TryGetValue(call, out var after)) await after();
    }

    private static Hooked Hook(ConcurrentDictionary<(Type, string), Func<Task>> hooks, (Type, string) call, Func<Task> hook)
    {
        hooks[call] = hook;
        return new Hooked(() => hooks.TryRemove(call, out _));
    }

    private sealed class Hooked(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
