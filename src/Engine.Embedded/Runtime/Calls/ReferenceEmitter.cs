using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>
/// Makes, for each grain interface, a reference class that implements it, and for each of its methods a call class with
/// fields for the arguments. After that no call uses reflection.
/// </summary>
internal static class ReferenceEmitter
{
    public delegate GrainReference Maker(CallRuntime runtime, GrainClass? grainClass, GrainId grainId, Type grainInterface);

    private static readonly Type[] ConstructorTypes = [typeof(CallRuntime), typeof(GrainClass), typeof(GrainId), typeof(Type)];
    private static readonly ConcurrentDictionary<Type, Maker> Makers = new();
    private static readonly Lock Gate = new();
    private static readonly AccessibleModule Module = new("MemberGrains.Engine.Embedded.References");

    public static Maker Of(Type grainInterface) => Makers.TryGetValue(grainInterface, out var maker) ? maker : Make(grainInterface);

    private static Maker Make(Type grainInterface)
    {
        if (!grainInterface.IsInterface || !typeof(IAddressable).IsAssignableFrom(grainInterface))
            throw new ArgumentException($"{grainInterface} is not a grain interface.", nameof(grainInterface));
        lock (Gate)
        {
            return Makers.GetOrAdd(grainInterface, Emit);
        }
    }

    private static Maker Emit(Type grainInterface)
    {
        Module.Open(grainInterface);
        var type = Module.DefineType("Reference_" + grainInterface.Name, typeof(GrainReference));
        type.AddInterfaceImplementation(grainInterface);
        EmitConstructor(type);
        foreach (var method in grainInterface.GetInterfaces().Append(grainInterface).SelectMany(i => i.GetMethods()))
        {
            if (method.IsStatic) continue;
            var call = CallEmitter.Emit(Module, new MethodShape(grainInterface, method));
            EmitMethod(type, method, call);
        }

        var constructor = type.CreateType().GetConstructor(ConstructorTypes)!;
        var factory = new DynamicMethod("Make", typeof(GrainReference), ConstructorTypes, typeof(ReferenceEmitter), skipVisibility: true);
        var il = factory.GetILGenerator();
        for (var i = 0; i < ConstructorTypes.Length; i++) il.Emit(OpCodes.Ldarg, i);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
        return factory.CreateDelegate<Maker>();
    }

    private static void EmitConstructor(TypeBuilder type)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, ConstructorTypes).GetILGenerator();
        for (var i = 0; i <= ConstructorTypes.Length; i++) il.Emit(OpCodes.Ldarg, i);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, ConstructorTypes)!);
        il.Emit(OpCodes.Ret);
    }

    // Method(a, b) => CallSender.Send(this, new Call { a = copy of a, b = copy of b }, shape)
    private static void EmitMethod(TypeBuilder type, MethodInfo method, CallEmitter.EmittedCall call)
    {
        var parameters = method.GetParameters().Select(p => p.ParameterType).ToArray();
        var builder = type.DefineMethod(
            $"{method.DeclaringType!.Name}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        var il = builder.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, call.Constructor);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, i + 1);
            if (!call.PassesAsIs[i]) il.Emit(OpCodes.Call, typeof(Copier<>).MakeGenericType(parameters[i]).GetMethod(nameof(Copier<object>.CopyOf))!);
            il.Emit(OpCodes.Stfld, call.Fields[i]);
        }

        il.Emit(OpCodes.Ldsfld, call.ShapeField);
        il.Emit(OpCodes.Call, CallSender.For(method.ReturnType));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(builder, method);
    }
}
