namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>Stands before every grain call of the silos; a test says what happens to those it names.</summary>
public sealed class CallFaults : IIncomingGrainCallFilter
{
    private volatile Func<IIncomingGrainCallContext, Task>? _hook;

    /// <summary>Until disposed, runs before calls of an interface's method.</summary>
    public IDisposable On<T>(string method, Func<Task> hook)
    {
        _hook = context => context.InterfaceMethod.DeclaringType == typeof(T) && context.InterfaceMethod.Name == method ? hook() : Task.CompletedTask;
        return new Hooked(this);
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (_hook is { } hook) await hook(context);
        await context.Invoke();
    }

    private sealed class Hooked(CallFaults faults) : IDisposable
    {
        public void Dispose() => faults._hook = null;
    }
}
