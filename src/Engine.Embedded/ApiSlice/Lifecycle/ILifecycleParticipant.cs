namespace Orleans;

/// <summary>Registered as a service, it is asked to subscribe before the lifecycle starts.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    void Participate(TLifecycleObservable lifecycle);
}
