using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>
/// One life of a grain in memory. It is its own task scheduler, so that whatever the grain awaits comes back into its turns,
/// and its own queue, of which one thread at a time works off a slice. A million of these are idle at a time: parts that
/// an idle activation does not need are made when they are needed (<see cref="ActivationParts"/>).
/// </summary>
internal sealed partial class Activation : TaskScheduler, IGrainContext, IWorkItemScheduler, IThreadPoolWorkItem
{
    public static readonly DeactivationReason ApplicationRequested = new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called");

    [ThreadStatic]
    private static Activation? _current;

    private readonly long _sequence;
    private ActivationParts? _parts;

    // Links of the list of activations of the silo (ActivationList).
    internal Activation? NextInSilo;
    internal Activation? PreviousInSilo;

    public Activation(Silo silo, GrainClass grainClass, IdSpan key)
    {
        Silo = silo;
        Class = grainClass;
        Key = key;
        _sequence = silo.Cluster.NextActivation();
        LastUse = silo.Time.GetTimestamp();
    }

    /// <summary>The activation in whose turn this thread is.</summary>
    public static Activation? Here => _current;

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public IdSpan Key { get; }

    public IGrainBase? Instance { get; private set; }

    /// <summary>The timestamp of the end of the last turn.</summary>
    public long LastUse { get; private set; }

    public EngineEnvironment Environment => Silo.Cluster.Environment;

    public IIncomingGrainCallFilter[] Filters => Silo.IncomingFilters;

    public override int MaximumConcurrencyLevel => 1;

    public GrainId GrainId => new(Class.GrainType, Key);

    public ActivationId ActivationId => new(new Guid(0, 0, 0, BitConverter.GetBytes(_sequence)));

    public object? GrainInstance => Instance;

    public IServiceProvider ActivationServices => Silo.Services;

    IWorkItemScheduler IGrainContext.Scheduler => this;

    public GrainReference GrainReference => References.To(this);

    public Task Deactivated
    {
        get
        {
            lock (this)
            {
                return _state == ActivationState.Ended && _parts?.Ended is null ? Task.CompletedTask : (Parts.Ended ??= new(Environment.PromiseOptions)).Task;
            }
        }
    }

    private ActivationParts Parts => _parts ?? Interlocked.CompareExchange(ref _parts, new ActivationParts(), null) ?? _parts;

    public static Activation Of(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GrainContext as Activation ?? throw new ArgumentException($"{grain} has no activation of this engine.", nameof(grain));
    }

    public object? GetTarget() => Instance;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => $"{GrainId} on {Silo.Name}";

    public void QueueAction(Action action) => new Task(action).Start(this);

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    public void AddTimer(GrainTimer timer)
    {
        lock (this) (Parts.Timers ??= []).Add(timer);
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (this) _parts?.Timers?.Remove(timer);
    }

    /// <summary>A use that is no call, such as the tick of a timer that keeps the grain alive.</summary>
    public void Touch() => LastUse = Silo.Time.GetTimestamp();

    public void DelayDeactivation(TimeSpan time) =>
        Parts.KeepUntil = time < TimeSpan.Zero ? 0 : time == TimeSpan.MaxValue ? long.MaxValue : Silo.Time.GetTimestamp() + (long)(time.TotalSeconds * Silo.Time.TimestampFrequency);

    /// <summary>Whether nothing has happened here for <paramref name="age"/>.</summary>
    public bool IsIdleFor(TimeSpan age, long now) =>
        _state == ActivationState.Active
        && _running == 0
        && Silo.Time.GetElapsedTime(LastUse, now) >= age
        && (_parts is not { KeepUntil: var until } || until <= now);

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (this) timers = _parts?.Timers?.ToArray() ?? [];
        foreach (var timer in timers) timer.Dispose();
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "A one-way call of {Method} failed")]
    public static partial void LogOneWayFailed(ILogger logger, string method, Exception fault);

    [LoggerMessage(EventId = 1305, Level = LogLevel.Warning, Message = "A timer of {Grain} failed")]
    public static partial void LogTickFailed(ILogger logger, GrainId grain, Exception fault);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "{Grain} could not be activated")]
    private static partial void LogNotActivated(ILogger logger, GrainId grain, Exception fault);

    [LoggerMessage(EventId = 1303, Level = LogLevel.Error, Message = "{Grain} was not deactivated cleanly")]
    private static partial void LogNotDeactivated(ILogger logger, GrainId grain, Exception fault);

    [LoggerMessage(EventId = 1304, Level = LogLevel.Critical, Message = "The engine failed in a turn of {Grain}")]
    private static partial void LogBroken(ILogger logger, GrainId grain, Exception fault);
}
