using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Contracts, ports and options are read by people who do not read what stands behind them: their public types and the
/// methods of their interfaces are documented, and an option says its limits and default in a <c>&lt;value&gt;</c> line.
/// </summary>
internal sealed class ContractsAreDocumented : IHouseRule
{
    public IEnumerable<Violation> Check(House house) =>
        from file in house.Code
        where file.IsUnder("src") && house.ProjectOf(file)?.IsEmbeddedOnly != true // the slice is documented by Orleans
        from violation in Types(file).Concat(Options(file))
        select violation;

    private static IEnumerable<Violation> Types(HouseFile file)
    {
        if (!file.IsUnder("src/Grains.Interfaces") && !file.Path.Contains("/Port/", StringComparison.Ordinal))
            return [];
        var types = file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(t => t.Modifiers.Any(SyntaxKind.PublicKeyword));
        var methods = file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Parent is InterfaceDeclarationSyntax);
        return from member in types.Concat<MemberDeclarationSyntax>(methods)
               where Comment(member) is null
               select file.At(member.GetFirstToken(), $"'{FirstLine(member)}' is part of a contract: say what it promises");
    }

    private static IEnumerable<Violation> Options(HouseFile file) =>
        from type in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Identifier.ValueText.EndsWith("Options", StringComparison.Ordinal) && type.Modifiers.Any(SyntaxKind.PublicKeyword)
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.Modifiers.Any(SyntaxKind.PublicKeyword) && property.AccessorList?.Accessors.Any(a => a.Kind() is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration) == true
        where !property.Type.ToString().EndsWith("Options", StringComparison.Ordinal) // a group of options states its own
        where Comment(property)?.Contains("<value>", StringComparison.Ordinal) != true
        select file.At(property.Identifier, $"option {property.Identifier.ValueText} states limits and default in a <value> line");

    private static string? Comment(SyntaxNode node) => node.GetLeadingTrivia()
        .Where(t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
        .Select(t => t.ToFullString())
        .LastOrDefault();

    private static string FirstLine(SyntaxNode node) => node.ToString().Split('\n')[0].Trim();
}
