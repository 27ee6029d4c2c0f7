using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// The calls that would break virtual time or the grain scheduler, seen in the syntax: a second pair of eyes behind the
/// banned-symbols analyzer, which a project could switch off.
/// </summary>
internal sealed class NoBannedCalls : IHouseRule
{
    private static readonly Dictionary<string, string> Everywhere = new()
    {
        ["Thread.Sleep"] = "await an armed wait",
        ["DateTime.Now"] = "take a TimeProvider",
        ["DateTime.UtcNow"] = "take a TimeProvider",
        ["DateTime.Today"] = "take a TimeProvider",
        ["DateTimeOffset.Now"] = "take a TimeProvider",
        ["DateTimeOffset.UtcNow"] = "take a TimeProvider",
    };

    private static readonly Dictionary<string, string> InDeterministicCode = new()
    {
        ["Task.Run"] = "it leaves the grain scheduler and the simulator",
        ["Guid.NewGuid"] = "ids are injected",
        ["Random.Shared"] = "randomness is injected",
    };

    public IEnumerable<Violation> Check(House house)
    {
        foreach (var file in house.Code.Where(f => f.IsUnder("src")))
        {
            var deterministic = house.ProjectOf(file)?.IsDeterministic == true;
            foreach (var access in file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
            {
                var call = $"{LastName(access.Expression)}.{access.Name.Identifier.ValueText}";
                if (Everywhere.TryGetValue(call, out var instead) || (deterministic && InDeterministicCode.TryGetValue(call, out instead)))
                    yield return file.At(access, $"{call} is banned: {instead}");
            }
        }
    }

    private static string LastName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => "",
    };
}
