using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>One indentation less, in every file.</summary>
internal sealed class FileScopedNamespaces : IHouseRule
{
    public IEnumerable<Violation> Check(House house) =>
        from file in house.Code
        from block in file.Syntax.DescendantNodes().OfType<NamespaceDeclarationSyntax>()
        select file.At(block, "block-scoped namespace: end the line with a semicolon instead");
}
