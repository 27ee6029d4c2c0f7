using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Runs the stages of a silo's life.</summary>
internal sealed partial class SiloLifecycle(ILogger<SiloLifecycle> logger) : ISiloLifecycle
{
    private readonly List<Subscription> _subscriptions = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (_subscriptions) _subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>Starts stage by stage. A fault ends the start and is the caller's to answer with <see cref="Stop"/>.</summary>
    public async Task Start(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderBy(g => g.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(s => s.Observer.OnStart(cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    /// <summary>Stops the stages that were started, the last first. Faults are logged: the others must stop all the same.</summary>
    public async Task Stop(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderByDescending(g => g.Key))
        {
            if (stage.Key > HighestCompletedStage) continue;
            await Task.WhenAll(stage.Select(s => StopOne(s, cancellationToken)));
            LowestStoppedStage = stage.Key;
        }
    }

    [LoggerMessage(EventId = 1310, Level = LogLevel.Error, Message = "{Observer} did not stop cleanly in stage {Stage}")]
    private static partial void LogNotStopped(ILogger logger, string observer, int stage, Exception fault);

    private async Task StopOne(Subscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            await subscription.Observer.OnStop(cancellationToken);
        }
        catch (Exception fault)
        {
            LogNotStopped(logger, subscription.Name, subscription.Stage, fault);
        }
    }

    private List<IGrouping<int, Subscription>> Stages()
    {
        lock (_subscriptions) return _subscriptions.ToArray().GroupBy(s => s.Stage).ToList();
    }

    private sealed class Subscription(SiloLifecycle owner, string name, int stage, ILifecycleObserver observer) : IDisposable
    {
        public string Name => name;

        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose()
        {
            lock (owner._subscriptions) owner._subscriptions.Remove(this);
        }
    }
}
