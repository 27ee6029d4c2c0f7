using System.Reflection;
using System.Reflection.Emit;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>
/// A module for emitted classes that may use the internal types of this engine and of the assemblies whose grain
/// interfaces it implements; the runtime honours the attribute that says so by its name.
/// </summary>
internal sealed class AccessibleModule
{
    private readonly AssemblyBuilder _assembly;
    private readonly ModuleBuilder _module;
    private readonly ConstructorInfo _ignoresAccessChecksTo;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _types;

    public AccessibleModule(string name)
    {
        _assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run);
        _module = _assembly.DefineDynamicModule(name);
        _ignoresAccessChecksTo = DefineAttribute();
        Open(typeof(AccessibleModule).Assembly);
    }

    public TypeBuilder DefineType(string name, Type parent) =>
        _module.DefineType($"{name}_{++_types}", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, parent);

    /// <summary>Allows access to everything a grain interface mentions.</summary>
    public void Open(Type grainInterface)
    {
        Open(grainInterface.Assembly);
        foreach (var inherited in grainInterface.GetInterfaces()) Open(inherited.Assembly);
        foreach (var method in grainInterface.GetMethods())
        {
            OpenArguments(method.ReturnType);
            foreach (var parameter in method.GetParameters()) OpenArguments(parameter.ParameterType);
        }
    }

    private void OpenArguments(Type type)
    {
        Open(type.Assembly);
        foreach (var argument in type.GetGenericArguments()) OpenArguments(argument);
        if (type.GetElementType() is { } element) OpenArguments(element);
    }

    private void Open(Assembly assembly)
    {
        if (_open.Add(assembly.GetName().Name!))
            _assembly.SetCustomAttribute(new CustomAttributeBuilder(_ignoresAccessChecksTo, [assembly.GetName().Name!]));
    }

    private ConstructorInfo DefineAttribute()
    {
        var attribute = _module.DefineType("System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute", TypeAttributes.Public | TypeAttributes.Class, typeof(Attribute));
        var constructor = attribute.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        var name = attribute.DefineField("_assemblyName", typeof(string), FieldAttributes.Private);
        var getter = attribute.DefineMethod("get_AssemblyName", MethodAttributes.Public | MethodAttributes.SpecialName, typeof(string), Type.EmptyTypes);
        var property = attribute.DefineProperty("AssemblyName", PropertyAttributes.None, typeof(string), null);
        property.SetGetMethod(getter);
        var il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, name);
        il.Emit(OpCodes.Ret);
        il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, Type.EmptyTypes)!);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, name);
        il.Emit(OpCodes.Ret);
        return attribute.CreateType().GetConstructor([typeof(string)])!;
    }
}
