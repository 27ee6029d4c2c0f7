using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>A warning is switched off on its line, with the reason beside it; never for a project.</summary>
internal sealed class SuppressionsGiveReasons : IHouseRule
{
    public IEnumerable<Violation> Check(House house) => InCode(house).Concat(InProjects(house));

    private static IEnumerable<Violation> InCode(House house)
    {
        foreach (var file in house.Code)
        {
            foreach (var pragma in file.Syntax.DescendantNodes(descendIntoTrivia: true).OfType<PragmaWarningDirectiveTriviaSyntax>())
            {
                if (pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
                    && (pragma.ErrorCodes.Count == 0 || !pragma.ToFullString().Contains("//", StringComparison.Ordinal)))
                    yield return file.At(pragma, "#pragma warning disable names its code and gives its reason in a comment on the same line");
            }

            foreach (var attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>())
            {
                if (attribute.Name.ToString().EndsWith("SuppressMessage", StringComparison.Ordinal)
                    && attribute.ArgumentList?.Arguments.Any(a => a.NameEquals?.Name.Identifier.ValueText == "Justification") != true)
                    yield return file.At(attribute, "SuppressMessage needs a Justification");
            }
        }
    }

    private static IEnumerable<Violation> InProjects(House house) =>
        from project in house.Projects
        from property in (string[])["NoWarn", "TreatWarningsAsErrors", "WarningsNotAsErrors", "Nullable", "RunAnalyzers"]
        where project.Property(property) is not null
        select new Violation(project.Path, 0, $"<{property}> is the house's to set, not a project's");
}
