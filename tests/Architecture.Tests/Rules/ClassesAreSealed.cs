using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// A class is sealed unless something derives from it. (CA1852 says so for internal classes, but falls silent in an assembly
/// that shows its internals to its tests.) The embedded engine is let off: its classes are shaped as Orleans' are.
/// </summary>
internal sealed class ClassesAreSealed : IHouseRule
{
    public IEnumerable<Violation> Check(House house)
    {
        var bases = house.Code
            .SelectMany(f => f.Syntax.DescendantNodes().OfType<BaseTypeSyntax>())
            .Select(b => NameOf(b.Type))
            .ToHashSet();
        return from file in house.Code
               where file.IsUnder("src") && house.ProjectOf(file)?.IsEmbeddedOnly != true
               from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
               where type.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration
               where !type.Modifiers.Any(IsClosed) && !bases.Contains(type.Identifier.ValueText)
               select file.At(type.Identifier, $"{type.Identifier.ValueText} is not sealed, and nothing derives from it");
    }

    private static bool IsClosed(SyntaxToken modifier) => modifier.Kind()
        is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.PartialKeyword;

    private static string NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => "",
    };
}
