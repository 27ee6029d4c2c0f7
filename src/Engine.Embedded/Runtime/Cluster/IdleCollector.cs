using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Ends activations that nobody calls.</summary>
internal sealed class IdleCollector
{
    private static readonly DeactivationReason Idle = new(DeactivationReasonCode.ActivationIdle, "The activation was idle for its collection age");
    private readonly Silo _silo;
    private readonly GrainCollectionOptions _options;
    private ITimer? _timer;

    public IdleCollector(Silo silo, GrainCollectionOptions options)
    {
        _silo = silo;
        _options = options;
        if (options.CollectionQuantum <= TimeSpan.Zero)
            throw new OrleansConfigurationException($"{nameof(GrainCollectionOptions.CollectionQuantum)} is {options.CollectionQuantum}; it must be more than zero.");
        foreach (var age in options.ClassSpecificCollectionAge.Values.Append(options.CollectionAge))
        {
            if (age <= options.CollectionQuantum)
                throw new OrleansConfigurationException($"The collection age {age} must be more than the {nameof(GrainCollectionOptions.CollectionQuantum)} {options.CollectionQuantum}.");
        }
    }

    public void Start() =>
        _timer = _silo.Time.CreateTimer(static state => ((IdleCollector)state!).Collect(null), this, _options.CollectionQuantum, _options.CollectionQuantum);

    public void Stop() => _timer?.Dispose();

    /// <summary>Ends those idle for their age, or for <paramref name="limit"/> when one is given.</summary>
    public void Collect(TimeSpan? limit)
    {
        var now = _silo.Time.GetTimestamp();
        foreach (var activation in _silo.Activations.Where(a => AgeOf(a.Class, limit) is { } age && a.IsIdleFor(age, now)))
            activation.RequestDeactivation(Idle);
    }

    private TimeSpan? AgeOf(GrainClass grainClass, TimeSpan? limit)
    {
        var own = grainClass.CollectionAge;
        if (own == Timeout.InfiniteTimeSpan) return null;
        return limit ?? own ?? (_options.ClassSpecificCollectionAge.TryGetValue(grainClass.Type.FullName!, out var age) ? age : _options.CollectionAge);
    }
}
