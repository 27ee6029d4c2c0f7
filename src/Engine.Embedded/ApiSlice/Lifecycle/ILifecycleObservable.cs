namespace Orleans;

/// <summary>A start in ascending stages and a stop in descending ones that others take part in.</summary>
public interface ILifecycleObservable
{
    /// <summary>Disposing the result ends the subscription.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
