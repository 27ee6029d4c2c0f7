using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Every log line is declared once, with an id that no other line of the product has: an operator searches by it. Ids written
/// as a name count by their text, so a subject may keep them as constants.
/// </summary>
internal sealed class LogLinesHaveTheirOwnId : IHouseRule
{
    public IEnumerable<Violation> Check(House house)
    {
        var seen = new Dictionary<string, string>();
        foreach (var file in house.Code.Where(f => f.IsUnder("src")))
        {
            foreach (var attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>().Where(a => a.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute"))
            {
                var id = IdOf(attribute);
                if (id is null)
                    yield return file.At(attribute, "[LoggerMessage] without an event id");
                else if (!seen.TryAdd(id, file.Path))
                    yield return file.At(attribute, $"event id {id} is taken by {seen[id]}");
            }
        }
    }

    private static string? IdOf(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? [];
        var named = arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "EventId" || a.NameColon?.Name.Identifier.ValueText == "eventId");
        if (named is not null)
            return named.Expression.ToString();

        var first = arguments.FirstOrDefault(a => a.NameEquals is null && a.NameColon is null)?.Expression.ToString();
        return first?.StartsWith("LogLevel.", StringComparison.Ordinal) == true ? null : first;
    }
}
