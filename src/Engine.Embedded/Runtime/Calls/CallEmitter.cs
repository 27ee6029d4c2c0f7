using System.Reflection;
using System.Reflection.Emit;
using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Makes the call class of a method: fields for the arguments, and an <see cref="Call.Invoke"/> that passes them to the grain.</summary>
internal static class CallEmitter
{
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    public static EmittedCall Emit(AccessibleModule module, MethodShape shape)
    {
        var result = ResultOf(shape);
        var parent = typeof(Call<>).MakeGenericType(result);
        var type = module.DefineType($"Call_{shape.Interface.Name}_{shape.Method.Name}", parent);
        var constructor = type.DefineDefaultConstructor(MethodAttributes.Public);
        var shapeField = type.DefineField("Shape", typeof(MethodShape), FieldAttributes.Public | FieldAttributes.Static);
        var fields = shape.Parameters.Select((p, i) => type.DefineField($"a{i}", p.ParameterType, FieldAttributes.Public)).ToArray();
        EmitInvoke(type, shape, fields);
        EmitGetArgument(type, fields);
        EmitSetArgument(type, fields);
        if (shape.TokenIndex >= 0) EmitToken(type, fields[shape.TokenIndex]);
        var made = type.CreateType();
        made.GetField("Shape")!.SetValue(null, shape);
        return new EmittedCall(
            constructor,
            shapeField,
            fields,
            shape.Parameters.Select(p => p.GetCustomAttribute<ImmutableAttribute>() is not null || Copiers.IsImmutable(p.ParameterType)).ToArray());
    }

    /// <exception cref="NotSupportedException">The method is generic, or returns no task.</exception>
    private static Type ResultOf(MethodShape shape)
    {
        var type = shape.Method.ReturnType;
        var supported = !shape.Method.IsGenericMethodDefinition && shape.Parameters.All(p => !p.ParameterType.IsByRef);
        if (supported && (type == typeof(Task) || type == typeof(ValueTask))) return typeof(Nothing);
        if (supported && type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            return type.GetGenericArguments()[0];
        throw new NotSupportedException(
            $"{shape.Interface}.{shape.Method.Name} can not be called: a grain method returns Task, Task<T>, ValueTask or ValueTask<T>, is not generic and has no ref or out parameters.");
    }

    private static void EmitInvoke(TypeBuilder type, MethodShape shape, FieldBuilder[] fields)
    {
        var il = type.DefineMethod(nameof(Call.Invoke), Override, typeof(Task), [typeof(object)]).GetILGenerator();
        var target = shape.Method.DeclaringType!;
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, target);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, shape.Method);
        if (shape.Method.ReturnType.IsValueType)
        {
            var task = il.DeclareLocal(shape.Method.ReturnType);
            il.Emit(OpCodes.Stloc, task);
            il.Emit(OpCodes.Ldloca, task);
            il.Emit(OpCodes.Call, shape.Method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        il.Emit(OpCodes.Ret);
    }

    private static void EmitGetArgument(TypeBuilder type, FieldBuilder[] fields)
    {
        var il = type.DefineMethod(nameof(Call.GetArgument), Override, typeof(object), [typeof(int)]).GetILGenerator();
        EmitSwitch(il, fields, field =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            if (field.FieldType.IsValueType) il.Emit(OpCodes.Box, field.FieldType);
        });
    }

    private static void EmitSetArgument(TypeBuilder type, FieldBuilder[] fields)
    {
        var il = type.DefineMethod(nameof(Call.SetArgument), Override, typeof(void), [typeof(int), typeof(object)]).GetILGenerator();
        EmitSwitch(il, fields, field =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, field.FieldType);
            il.Emit(OpCodes.Stfld, field);
        });
    }

    private static void EmitSwitch(ILGenerator il, FieldBuilder[] fields, Action<FieldBuilder> emitCase)
    {
        var labels = fields.Select(_ => il.DefineLabel()).ToArray();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Switch, labels);
        il.Emit(OpCodes.Newobj, typeof(ArgumentOutOfRangeException).GetConstructor(Type.EmptyTypes)!);
        il.Emit(OpCodes.Throw);
        for (var i = 0; i < fields.Length; i++)
        {
            il.MarkLabel(labels[i]);
            emitCase(fields[i]);
            il.Emit(OpCodes.Ret);
        }
    }

    private static void EmitToken(TypeBuilder type, FieldBuilder field)
    {
        var property = typeof(Call).GetProperty(nameof(Call.Token))!;
        var il = type.DefineMethod(property.GetMethod!.Name, Override | MethodAttributes.SpecialName, typeof(CancellationToken), Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);
        il = type.DefineMethod(property.SetMethod!.Name, Override | MethodAttributes.SpecialName, typeof(void), [typeof(CancellationToken)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>A call class, and what a reference needs to fill it.</summary>
    public sealed record EmittedCall(ConstructorInfo Constructor, FieldInfo ShapeField, FieldInfo[] Fields, bool[] PassesAsIs);
}
