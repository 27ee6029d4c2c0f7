using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>
/// Says which types can be passed between grains without a copy: those that cannot change, those that say so, immutable
/// collections of them, and sealed [GenerateSerializer] types whose every field is read-only and of such a type.
/// </summary>
internal static class Immutability
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    private static readonly FrozenSet<Type> Simple = new[]
    {
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(CultureInfo),
        typeof(IPAddress), typeof(IPEndPoint), typeof(CancellationToken), typeof(Nothing),
        typeof(GrainId), typeof(GrainType), typeof(IdSpan), typeof(GrainInterfaceType), typeof(ActivationId), typeof(SiloAddress),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> Collections = new[]
    {
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>),
        typeof(ImmutableStack<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(FrozenSet<>), typeof(FrozenDictionary<,>),
    }.ToFrozenSet();

    public static bool Of(Type type)
    {
        if (Known.TryGetValue(type, out var known)) return known;
        var result = Decide(type, []);
        Known[type] = result;
        return result;
    }

    /// <summary>Structures of the base library that are no more than their members.</summary>
    public static bool IsTransparent(Type type)
    {
        if (!type.IsGenericType) return false;
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Nullable<>) || definition == typeof(KeyValuePair<,>)
            || (definition.FullName is { } name && (name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) || name.StartsWith("System.Tuple`", StringComparison.Ordinal)));
    }

    private static bool Decide(Type type, HashSet<Type> within)
    {
        if (type.IsPrimitive || type.IsEnum || Simple.Contains(type)) return true;
        if (typeof(GrainReference).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type)) return true;
        if (type.GetCustomAttribute<ImmutableAttribute>(inherit: false) is not null) return true;
        if (type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition())) return type.GetGenericArguments().All(a => DecideInner(a, within));
        if (IsTransparent(type)) return type.GetGenericArguments().All(a => DecideInner(a, within));
        return (type.IsSealed || type.IsValueType)
            && type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null
            && MemberwiseCopier.FieldsOf(type).All(f => f.IsInitOnly && (IsMarked(f) || DecideInner(f.FieldType, within)));
    }

    // A type that contains itself is as immutable as its other members.
    private static bool DecideInner(Type type, HashSet<Type> within)
    {
        if (!within.Add(type)) return true;
        var result = Decide(type, within);
        within.Remove(type);
        return result;
    }

    /// <summary>Whether the field, or the property it stands behind, says [Immutable].</summary>
    public static bool IsMarked(FieldInfo field)
    {
        if (field.GetCustomAttribute<ImmutableAttribute>() is not null) return true;
        if (!field.Name.StartsWith('<')) return false;
        var name = field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)];
        return field.DeclaringType!
            .GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)?
            .GetCustomAttribute<ImmutableAttribute>() is not null;
    }
}
