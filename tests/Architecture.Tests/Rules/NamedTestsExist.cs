using System.Text.RegularExpressions;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>A document that names a test, as <c>ClassTests.The_name_of_the_test</c>, names one that there is.</summary>
internal sealed partial class NamedTestsExist : IHouseRule
{
    public IEnumerable<Violation> Check(House house)
    {
        var tests = house.Files.Where(f => f.IsUnder("tests") && f.Extension == ".cs").ToLookup(f => Path.GetFileNameWithoutExtension(f.Path), StringComparer.Ordinal);
        foreach (var document in house.Files.Where(f => f.Extension == ".md"))
        {
            var lines = document.Lines;
            for (var i = 0; i < lines.Length; i++)
            {
                foreach (Match named in Test().Matches(lines[i]))
                {
                    if (!tests[named.Groups[1].Value].Any(f => f.Text.Contains($" {named.Groups[2].Value}(", StringComparison.Ordinal)))
                        yield return document.At(i + 1, $"there is no test {named.Value.Trim('`')}");
                }
            }
        }
    }

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Test();
}
