using System.Reflection;
using System.Reflection.Emit;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Compiles a copier that clones an object and then copies each of its fields that can change.</summary>
internal static class MemberwiseCopier
{
    private static readonly MethodInfo Clone = typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
        }
    }

    public static CopyDelegate<T> Emit<T>()
    {
        var type = typeof(T);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return (CopyDelegate<T>)(object)typeof(MemberwiseCopier)
                .GetMethod(nameof(EmitNullable), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(underlying)
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
        }

        // A dynamic method may write fields that are read-only and private.
        var method = new DynamicMethod($"Copy_{type.Name}", type, [type, typeof(CopyContext)], typeof(MemberwiseCopier), skipVisibility: true);
        var il = method.GetILGenerator();
        var copy = il.DeclareLocal(type);
        il.Emit(OpCodes.Ldarg_0);
        if (!type.IsValueType)
        {
            il.Emit(OpCodes.Call, Clone);
            il.Emit(OpCodes.Castclass, type);
        }

        il.Emit(OpCodes.Stloc, copy);
        if (!type.IsValueType)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldloc, copy);
            il.Emit(OpCodes.Call, typeof(CopyContext).GetMethod(nameof(CopyContext.Add))!);
        }

        foreach (var field in FieldsOf(type).Where(f => !Immutability.IsMarked(f) && !Immutability.Of(f.FieldType)))
        {
            il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, copy);
            il.Emit(type.IsValueType ? OpCodes.Ldarga : OpCodes.Ldarg, (short)0);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Call, typeof(Copier<>).MakeGenericType(field.FieldType).GetMethod(nameof(Copier<object>.CopyWithin))!);
            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ret);
        var emitted = method.CreateDelegate<CopyDelegate<T>>();
        if (type.IsValueType) return emitted;
        return (value, context) => context.TryGet(value!, out var known) ? (T)known! : emitted(value, context);
    }

    private static CopyDelegate<TValue?> EmitNullable<TValue>()
        where TValue : struct => (value, context) => Copier<TValue>.CopyWithin(value!.Value, context);
}
