using MemberGrains.Engine.Embedded.Runtime;

namespace Orleans;

/// <summary>Subscriptions by delegate.</summary>
public static class LifecycleExtensions
{
    public static IDisposable Subscribe(this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task>? onStart, Func<CancellationToken, Task>? onStop)
    {
        ArgumentNullException.ThrowIfNull(observable);
        return observable.Subscribe(observerName, stage, new DelegateLifecycleObserver(onStart, onStop));
    }

    public static IDisposable Subscribe(this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task>? onStart) =>
        Subscribe(observable, observerName, stage, onStart, null);

    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observable);
        return observable.Subscribe(typeof(TObserver).FullName!, stage, observer);
    }

    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, Func<CancellationToken, Task>? onStart, Func<CancellationToken, Task>? onStop) =>
        Subscribe(observable, typeof(TObserver).FullName!, stage, onStart, onStop);

    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, Func<CancellationToken, Task>? onStart) =>
        Subscribe(observable, typeof(TObserver).FullName!, stage, onStart, null);
}
