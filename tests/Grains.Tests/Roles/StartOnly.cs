namespace MemberGrains.Grains.Tests.Roles;

/// <summary>A silo's life of which only the start happens.</summary>
internal sealed class StartOnly : ISiloLifecycle
{
    private readonly List<ILifecycleObserver> _observers = [];

    public int HighestCompletedStage => 0;

    public int LowestStoppedStage => 0;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _observers.Add(observer);
        return new MemoryStream();
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var observer in _observers) await observer.OnStart(cancellation);
    }
}
