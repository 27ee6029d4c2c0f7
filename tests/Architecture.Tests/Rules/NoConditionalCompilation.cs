using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>No <c>#if</c>: what must differ between engines is a pair of files, chosen in eng/GrainEngine.targets.</summary>
internal sealed class NoConditionalCompilation : IHouseRule
{
    public IEnumerable<Violation> Check(House house) =>
        from file in house.Code
        from trivia in file.Syntax.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.IfDirectiveTrivia)
        select file.At(trivia, "#if: write a pair X.Orleans.cs / X.Embedded.cs");
}
