using System.Collections.Immutable;
using System.Reflection;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Copiers of the collections of the base library.</summary>
internal static class CollectionCopiers
{
    /// <summary>Null when <typeparamref name="T"/> is none of them.</summary>
    public static CopyDelegate<T>? Find<T>()
    {
        var type = typeof(T);
        if (type == typeof(object)) return (CopyDelegate<T>)(object)(CopyDelegate<object>)(static (value, _) => value);
        if (type.IsSZArray) return Make<T>(nameof(OfArray), type.GetElementType()!);
        if (!type.IsGenericType) return null;
        var definition = type.GetGenericTypeDefinition();
        var name =
            definition == typeof(List<>) ? nameof(OfList)
            : definition == typeof(HashSet<>) ? nameof(OfHashSet)
            : definition == typeof(Queue<>) ? nameof(OfQueue)
            : definition == typeof(Dictionary<,>) ? nameof(OfDictionary)
            : definition == typeof(SortedDictionary<,>) ? nameof(OfSortedDictionary)
            : definition == typeof(ImmutableArray<>) ? nameof(OfImmutableArray)
            : definition == typeof(ImmutableList<>) ? nameof(OfImmutableList)
            : definition == typeof(ImmutableDictionary<,>) ? nameof(OfImmutableDictionary)
            : definition == typeof(ReadOnlyMemory<>) ? nameof(OfReadOnlyMemory)
            : null;
        return name is null ? null : Make<T>(name, type.GetGenericArguments());
    }

    private static CopyDelegate<T> Make<T>(string name, params Type[] arguments) =>
        (CopyDelegate<T>)typeof(CollectionCopiers)
            .GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(arguments)
            .Invoke(null, null)!;

    private static CopyDelegate<T[]> OfArray<T>() => static (value, context) =>
    {
        if (context.TryGet(value, out var known)) return (T[])known!;
        var copy = (T[])value.Clone();
        context.Add(value, copy);
        if (!Copiers.IsImmutable(typeof(T)))
        {
            for (var i = 0; i < copy.Length; i++) copy[i] = Copier<T>.CopyWithin(copy[i], context);
        }

        return copy;
    };

    private static CopyDelegate<List<T>> OfList<T>() => static (value, context) =>
    {
        if (context.TryGet(value, out var known)) return (List<T>)known!;
        var copy = new List<T>(value.Count);
        context.Add(value, copy);
        if (Copiers.IsImmutable(typeof(T))) copy.AddRange(value);
        else
        {
            foreach (var item in value) copy.Add(Copier<T>.CopyWithin(item, context));
        }

        return copy;
    };

    private static CopyDelegate<HashSet<T>> OfHashSet<T>() => static (value, context) =>
    {
        if (context.TryGet(value, out var known)) return (HashSet<T>)known!;
        var copy = new HashSet<T>(value.Count, value.Comparer);
        context.Add(value, copy);
        foreach (var item in value) copy.Add(Copier<T>.CopyWithin(item, context));
        return copy;
    };

    private static CopyDelegate<Queue<T>> OfQueue<T>() => static (value, context) =>
    {
        if (context.TryGet(value, out var known)) return (Queue<T>)known!;
        var copy = new Queue<T>(value.Count);
        context.Add(value, copy);
        foreach (var item in value) copy.Enqueue(Copier<T>.CopyWithin(item, context));
        return copy;
    };

    private static CopyDelegate<Dictionary<TKey, TValue>> OfDictionary<TKey, TValue>()
        where TKey : notnull => static (value, context) =>
    {
        if (context.TryGet(value, out var known)) return (Dictionary<TKey, TValue>)known!;
        var copy = new Dictionary<TKey, TValue>(value.Count, value.Comparer);
        context.Add(value, copy);
        foreach (var (key, item) in value) copy.Add(Copier<TKey>.CopyWithin(key, context), Copier<TValue>.CopyWithin(item, context));
        return copy;
    };

    private static CopyDelegate<SortedDictionary<TKey, TValue>> OfSortedDictionary<TKey, TValue>()
        where TKey : notnull => static (value, context) =>
    {
        if (context.TryGet(value, out var known)) return (SortedDictionary<TKey, TValue>)known!;
        var copy = new SortedDictionary<TKey, TValue>(value.Comparer);
        context.Add(value, copy);
        foreach (var (key, item) in value) copy.Add(Copier<TKey>.CopyWithin(key, context), Copier<TValue>.CopyWithin(item, context));
        return copy;
    };

    private static CopyDelegate<ImmutableArray<T>> OfImmutableArray<T>() => static (value, context) =>
        value.IsDefault ? value : ImmutableArray.CreateRange(value, Copier<T>.CopyWithin, context);

    private static CopyDelegate<ImmutableList<T>> OfImmutableList<T>() => static (value, context) =>
        ImmutableList.CreateRange(value.Select(item => Copier<T>.CopyWithin(item, context)));

    private static CopyDelegate<ImmutableDictionary<TKey, TValue>> OfImmutableDictionary<TKey, TValue>()
        where TKey : notnull => static (value, context) =>
        value.SetItems(value.Select(pair => KeyValuePair.Create(pair.Key, Copier<TValue>.CopyWithin(pair.Value, context))));

    private static CopyDelegate<ReadOnlyMemory<T>> OfReadOnlyMemory<T>() => static (value, context) =>
        Copier<T[]>.CopyWithin(value.ToArray(), context);
}
