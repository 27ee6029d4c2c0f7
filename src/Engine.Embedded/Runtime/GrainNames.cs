using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The names Orleans gives to grain classes and interfaces.</summary>
internal static class GrainNames
{
    private static readonly ConcurrentDictionary<Type, GrainInterfaceType> Interfaces = new();

    public static GrainType OfClass(Type grainClass)
    {
        if (grainClass.GetCustomAttribute<GrainTypeAttribute>() is { } named)
            return named.GetGrainType(null!, grainClass);
        var name = grainClass.Name.ToLowerInvariant();
        const string suffix = "grain";
        return GrainType.Create(name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length ? name[..^suffix.Length] : name);
    }

    public static GrainInterfaceType OfInterface(Type grainInterface) =>
        Interfaces.GetOrAdd(grainInterface, static type =>
            GrainInterfaceType.Create(type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName ?? type.Name));
}
