using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace MemberGrains.Engine.Embedded.Runtime.State;

/// <summary>A constructor parameter marked <see cref="PersistentStateAttribute"/>.</summary>
internal sealed class StateParameter
{
    private readonly Type _grain;
    private readonly IPersistentStateConfiguration _configuration;
    private readonly Type _state;

    private StateParameter(Type grain, Type parameter, IPersistentStateConfiguration configuration)
    {
        if (!parameter.IsGenericType || parameter.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException($"{grain}: only an IPersistentState<T> can be marked [PersistentState], not {parameter}.");
        (_grain, ParameterType, _configuration) = (grain, parameter, configuration);
        _state = typeof(PersistentState<>).MakeGenericType(parameter.GetGenericArguments());
    }

    public Type ParameterType { get; }

    /// <summary>The marked parameters of a grain class, in their order.</summary>
    public static StateParameter[] Of(Type grain) =>
    [
        .. grain.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => (parameter.ParameterType, Marked: parameter.GetCustomAttribute<PersistentStateAttribute>()))
            .Where(parameter => parameter.Marked is not null)
            .Select(parameter => new StateParameter(grain, parameter.ParameterType, parameter.Marked!)),
    ];

    /// <summary>The state of one grain, not read yet.</summary>
    public IReadableState Create(IServiceProvider services, GrainId grain)
    {
        var storage = string.IsNullOrEmpty(_configuration.StorageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(_configuration.StorageName);
        return storage is null
            ? throw new OrleansConfigurationException($"{_grain} keeps its state in storage '{_configuration.StorageName}', which this silo does not have.")
            : (IReadableState)Activator.CreateInstance(_state, storage, _configuration.StateName, grain)!;
    }
}
