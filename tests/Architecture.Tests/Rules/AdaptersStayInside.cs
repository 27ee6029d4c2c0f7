using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Grains and gateways see ports. What stands behind one is internal to its room, but for its options and its registration,
/// which those that compose must name; and a port never names its adapters.
/// </summary>
internal sealed class AdaptersStayInside : IHouseRule
{
    private static readonly string[] Rooms = ["Storage", "ChangeStream", "ReadModels"];
    private static readonly string[] Adapters = ["Sqlite", "MySql", "RabbitMq", "InProcess", "Elasticsearch", "Redis", "Embedded"];

    public IEnumerable<Violation> Check(House house) =>
        from file in house.Code
        from room in Rooms
        where file.IsUnder($"src/{room}")
        from violation in Check(file, room)
        select violation;

    private static IEnumerable<Violation> Check(HouseFile file, string room)
    {
        if (Adapters.Any(a => file.IsUnder($"src/{room}/{a}")))
        {
            return from type in file.Syntax.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>()
                   where type.Modifiers.Any(m => m.IsKind(SyntaxKind.PublicKeyword)) && !IsForComposition(type)
                   select file.At(type.Identifier, $"{type.Identifier.ValueText} is an adapter of {room}: internal, but for options and registration");
        }

        if (!file.IsUnder($"src/{room}/Port"))
            return [];
        return from import in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>()
               let name = import.NamespaceOrType.ToString()
               where Adapters.Any(a => name.StartsWith($"MemberGrains.{room}.{a}", StringComparison.Ordinal))
               select file.At(import, $"a port knows no adapter: {name}");
    }

    private static bool IsForComposition(BaseTypeDeclarationSyntax type) =>
        type.Identifier.ValueText.EndsWith("Options", StringComparison.Ordinal)
        || type.Modifiers.Any(m => m.IsKind(SyntaxKind.StaticKeyword));
}
