using System.Reflection;
using MemberGrains.Engine.Embedded.Runtime.State;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>What the runtime knows of a grain class.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _factory;
    private readonly StateParameter[] _states;
    private readonly Dictionary<MethodInfo, MethodInfo> _implementations = [];
    private Type? _primaryInterface;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainNames.OfClass(type);
        Placement = type.GetCustomAttribute<PlacementAttribute>()?.PlacementStrategy ?? RandomPlacement.Singleton;
        Reentrant = type.GetCustomAttribute<ReentrantAttribute>() is not null;
        FiltersItself = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        CollectionAge = type.GetCustomAttribute<KeepAliveAttribute>() is not null
            ? Timeout.InfiniteTimeSpan
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        HasOnActivate = Overrides(type, nameof(IGrainBase.OnActivateAsync), typeof(CancellationToken));
        HasOnDeactivate = Overrides(type, nameof(IGrainBase.OnDeactivateAsync), typeof(DeactivationReason), typeof(CancellationToken));
        _states = StateParameter.Of(type);
        _factory = ActivatorUtilities.CreateFactory(type, [.. _states.Select(state => state.ParameterType)]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public PlacementStrategy Placement { get; }

    public StatelessWorkerPlacement? StatelessWorker => Placement as StatelessWorkerPlacement;

    public bool Reentrant { get; }

    public bool FiltersItself { get; }

    /// <summary>Whether there is anything to do on activation, and a limit to be set to it.</summary>
    public bool HasOnActivate { get; }

    public bool HasOnDeactivate { get; }

    /// <summary>Null: the silo's default. Infinite: never.</summary>
    public TimeSpan? CollectionAge { get; }

    /// <summary>Whether instances keep state that must be read before they are activated.</summary>
    public bool HasState => _states.Length > 0;

    public IGrainBase Create(IServiceProvider services) => (IGrainBase)_factory(services, null);

    /// <summary>An instance with its states, which have been read.</summary>
    public async Task<IGrainBase> CreateAsync(IServiceProvider services, GrainId grain, CancellationToken cancellation)
    {
        IReadableState[] states = [.. _states.Select(state => state.Create(services, grain))];
        foreach (var state in states) await state.ReadStateAsync().WaitAsync(cancellation);
        return (IGrainBase)_factory(services, states);
    }

    /// <summary>The interface that a reference to this class has when nothing else is asked for.</summary>
    /// <exception cref="ArgumentException">The class has several that do not extend each other.</exception>
    public Type PrimaryInterface => _primaryInterface ??= FindPrimaryInterface();

    public MethodInfo ImplementationOf(MethodInfo interfaceMethod)
    {
        lock (_implementations)
        {
            if (_implementations.TryGetValue(interfaceMethod, out var found)) return found;
            var map = Type.GetInterfaceMap(interfaceMethod.DeclaringType!);
            for (var i = 0; i < map.InterfaceMethods.Length; i++) _implementations[map.InterfaceMethods[i]] = map.TargetMethods[i];
            return _implementations[interfaceMethod];
        }
    }

    private static bool Overrides(Type type, string method, params Type[] parameters) =>
        type.GetMethod(method, parameters) is not { } found || found.DeclaringType != typeof(Grain);

    private Type FindPrimaryInterface()
    {
        var own = Type.GetInterfaces().Where(i => typeof(IGrain).IsAssignableFrom(i) && i.Assembly != typeof(IGrain).Assembly).ToArray();
        return Array.Find(own, candidate => own.All(other => other.IsAssignableFrom(candidate)))
            ?? throw new ArgumentException($"{Type} has several grain interfaces: pass this.AsReference<T>() instead of this.");
    }
}
