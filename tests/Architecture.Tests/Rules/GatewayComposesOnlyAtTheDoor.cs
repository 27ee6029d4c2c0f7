using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// The gateway's Program and Config compose and may name what feeds the views; its endpoints know the contract, the views'
/// ports and the policies only.
/// </summary>
internal sealed class GatewayComposesOnlyAtTheDoor : IHouseRule
{
    public IEnumerable<Violation> Check(House house) =>
        from file in house.Code
        where file.IsUnder("src/Gateway") && !file.IsUnder("src/Gateway/Config") && file.Path != "src/Gateway/Program.cs"
        from import in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>()
        let name = import.NamespaceOrType.ToString()
        where name.StartsWith("MemberGrains.ChangeStream", StringComparison.Ordinal)
            || name.StartsWith("MemberGrains.Storage", StringComparison.Ordinal)
            || AdaptersStayInside.IsForeign(name, "Gateway")
        select file.At(import, $"{name}: only Program and Config compose");
}
