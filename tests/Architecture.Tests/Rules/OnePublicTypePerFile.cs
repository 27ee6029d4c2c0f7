using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>What is public is found by its file name. Nested, internal and file-local types stay with their owner.</summary>
internal sealed class OnePublicTypePerFile : IHouseRule
{
    public IEnumerable<Violation> Check(House house)
    {
        foreach (var file in house.Code.Where(f => f.IsUnder("src")))
        {
            var names = file.Syntax.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<MemberDeclarationSyntax>()
                .Where(m => m.Modifiers.Any(SyntaxKind.PublicKeyword))
                .Select(NameOf)
                .OfType<string>()
                .Distinct() // Foo and Foo<T> are one concept
                .ToList();
            if (names.Count > 1)
                yield return new(file.Path, 0, $"{names.Count} public types ({string.Join(", ", names)}): one file each");
        }
    }

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };
}
