using System.Text.RegularExpressions;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>A folder is a concept and a file is a role; drawers for everything are neither.</summary>
internal sealed partial class NoJunkDrawers : IHouseRule
{
    public IEnumerable<Violation> Check(House house) =>
        from file in house.Files
        from part in file.Path.Split('/')
        where Drawer().IsMatch(Path.GetFileNameWithoutExtension(part))
        select new Violation(file.Path, 0, $"'{part}' says nothing: name the concept");

    [GeneratedRegex(@"(^(Common|Misc|Shared|Stuff)$)|((Util|Utils|Utility|Utilities|Helper|Helpers)$)", RegexOptions.IgnoreCase)]
    private static partial Regex Drawer();
}
