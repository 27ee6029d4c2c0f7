using System.Globalization;
using System.Reflection;

namespace MemberGrains.Architecture.Tests.Contracts;

/// <summary>
/// What two versions of the product must agree on to talk to each other during a rolling upgrade: the grain interfaces with
/// their methods, and the wire types with their aliases and field numbers, as one text that a reviewer can read.
/// Orleans' attributes are read by name, so that the text is the same on both engines.
/// </summary>
internal static class WireContract
{
    private static readonly string[] CallOptions = ["ReadOnlyAttribute", "AlwaysInterleaveAttribute", "OneWayAttribute", "UnorderedAttribute", "ResponseTimeoutAttribute"];

    public static string Of(IEnumerable<Type> types)
    {
        var blocks = types
            .Where(IsOnTheWire)
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(Block)
            .Select(lines => string.Join('\n', lines));
        return string.Join("\n\n", blocks) + "\n";
    }

    private static List<string> Block(Type type) => type switch
    {
        { IsInterface: true } => [Head("interface", type), .. Methods(type)],
        { IsEnum: true } => [Head("enum", type), .. Enum.GetNames(type).Select(n => $"  {n} = {Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}")],
        _ => [Head(type.IsValueType ? "struct" : "class", type), .. Fields(type)],
    };

    // Whether public or not: silos of two versions talk to each other too. All else is behaviour and may change freely.
    private static bool IsOnTheWire(Type type) =>
        Find(type, "GenerateSerializerAttribute") is not null
        || (type.IsInterface && (Find(type, "AliasAttribute") is not null || type.GetInterfaces().Any(i => i.Name == "IGrain")));

    private static string Head(string kind, Type type)
    {
        var bases = (type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) ? [b] : Array.Empty<Type>())
            .Concat(type.IsInterface ? type.GetInterfaces() : [])
            .Select(TypeNames.Of)
            .Order(StringComparer.Ordinal)
            .ToList();
        return $"{kind} {TypeNames.Of(type)}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}{Alias(type)}";
    }

    private static IEnumerable<string> Methods(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Select(m => $"  {TypeNames.Of(m.ReturnType)} {m.Name}({string.Join(", ", m.GetParameters().Select(p => $"{TypeNames.Of(p.ParameterType)} {p.Name}"))}){Alias(m)}{Options(m)}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Fields(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m is PropertyInfo or FieldInfo)
        .Select(m => (Member: m, Id: Find(m, "IdAttribute")))
        .Where(m => m.Id is not null)
        .Select(m => (m.Member, Id: Convert.ToInt64(m.Id!.ConstructorArguments[0].Value, CultureInfo.InvariantCulture)))
        .OrderBy(m => m.Id)
        .Select(m => $"  [{m.Id}] {TypeNames.Of(TypeOf(m.Member))} {m.Member.Name}");

    private static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static string Alias(MemberInfo member) =>
        Find(member, "AliasAttribute") is { } alias ? $" = \"{alias.ConstructorArguments[0].Value}\"" : "";

    private static string Options(MemberInfo member) => string.Concat(CallOptions
        .Where(o => Find(member, o) is not null)
        .Select(o => $" [{o[..^"Attribute".Length]}]"));

    private static CustomAttributeData? Find(MemberInfo member, string attribute) =>
        member.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == attribute);
}
