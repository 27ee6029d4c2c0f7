using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Chooses how values of a type are copied.</summary>
internal static class Copiers
{
    private static readonly ConcurrentDictionary<Type, CopyDelegate<object>> ByRuntimeType = new();

    /// <summary>Whether this very value can be passed as it is.</summary>
    public static bool IsImmutable(object? value) => value is null or string || IsImmutable(value.GetType());

    /// <summary>Whether every value of the type can be passed as it is.</summary>
    public static bool IsImmutable(Type type) => Immutability.Of(type);

    /// <summary>Null when values of <typeparamref name="T"/> need no copy.</summary>
    public static CopyDelegate<T>? Build<T>()
    {
        var type = typeof(T);
        if (IsImmutable(type)) return null;
        // What a variable of an open type holds is known only at run time.
        if (!type.IsValueType && !type.IsSealed) return static (value, context) => (T)CopyByRuntimeType(value!, context);
        try
        {
            return BuildExact<T>();
        }
        catch (CodecNotFoundException missing)
        {
            // Thrown by each use: out of a type initialiser it would arrive as another exception.
            return (_, _) => throw new CodecNotFoundException(missing.Message);
        }
    }

    public static object CopyByRuntimeType(object value, CopyContext context)
    {
        if (value is IAddressable addressable) return References.ForMessage(addressable);
        if (value is Exception) return value;
        var type = value.GetType();
        if (!ByRuntimeType.TryGetValue(type, out var copy)) copy = ByRuntimeType.GetOrAdd(type, BuildByRuntimeType);
        return copy(value, context);
    }

    private static CopyDelegate<object> BuildByRuntimeType(Type type)
    {
        if (IsImmutable(type)) return static (value, _) => value;
        return (CopyDelegate<object>)typeof(Copiers)
            .GetMethod(nameof(BuildBoxed), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    }

    private static CopyDelegate<object> BuildBoxed<T>()
    {
        var copy = BuildExact<T>();
        return (value, context) => copy((T)value, context)!;
    }

    private static CopyDelegate<T> BuildExact<T>()
    {
        if (CollectionCopiers.Find<T>() is { } collection) return collection;
        var type = typeof(T);
        if (type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null || Immutability.IsTransparent(type))
            return MemberwiseCopier.Emit<T>();
        throw NotFound(type);
    }

    private static CodecNotFoundException NotFound(Type type) =>
        new($"Could not find a copier for type {type}. Give it [GenerateSerializer], and its members [Id], or use a type that has them.");
}
