using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>All grain classes of the process, by the interfaces they implement.</summary>
internal static class GrainClasses
{
    private static readonly ConcurrentDictionary<Type, GrainClass?> ByInterface = new();
    private static readonly ConcurrentDictionary<Type, GrainClass> ByType = new();
    private static readonly ConcurrentDictionary<GrainType, GrainClass?> ByName = new();

    /// <exception cref="ArgumentException">No grain class implements the interface, or more than one.</exception>
    public static GrainClass Of(Type grainInterface) =>
        Find(grainInterface) ?? throw new ArgumentException($"Could not find an implementation for interface {grainInterface}.", nameof(grainInterface));

    public static GrainClass? Of(GrainType name) =>
        ByName.GetOrAdd(name, static name => GrainClassScanner.Classes().Select(Get).FirstOrDefault(c => c.GrainType == name));

    public static GrainClass Get(Type type) => ByType.GetOrAdd(type, static type => new GrainClass(type));

    private static GrainClass? Find(Type grainInterface)
    {
        if (ByInterface.TryGetValue(grainInterface, out var known)) return known;
        if (!grainInterface.IsInterface || !typeof(IAddressable).IsAssignableFrom(grainInterface))
            throw new ArgumentException($"{grainInterface} is not a grain interface.", nameof(grainInterface));
        var found = GrainClassScanner.Classes().Where(grainInterface.IsAssignableFrom).ToArray();
        if (found.Length > 1)
        {
            var names = string.Join(", ", found.Select(t => t.FullName).Order(StringComparer.Ordinal));
            throw new ArgumentException($"More than one grain class implements {grainInterface}: {names}.", nameof(grainInterface));
        }

        // Not found is not remembered: the assembly may still be loaded.
        return found.Length == 0 ? null : ByInterface.GetOrAdd(grainInterface, Get(found[0]));
    }
}
