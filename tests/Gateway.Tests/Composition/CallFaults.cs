using System.Collections.Concurrent;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>Stands before every grain call of the silos; a test says what happens to those it names.</summary>
public sealed class CallFaults : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<(Type, string), Func<Task>> _hooks = new();

    /// <summary>Until disposed, runs before calls of an interface's method.</summary>
    public IDisposable On<T>(string method, Func<Task> hook)
    {
        _hooks[(typeof(T), method)] = hook;
        return new Hooked(() => _hooks.TryRemove((typeof(T), method), out _));
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (_hooks.TryGetValue((context.InterfaceMethod.DeclaringType!, context.InterfaceMethod.Name), out var hook)) await hook();
        await context.Invoke();
    }

    private sealed class Hooked(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
