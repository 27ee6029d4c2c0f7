using System.Text.RegularExpressions;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Every relative link and every path in back-quotes that names a file of the house leads somewhere, and every document is
/// linked from one that is read before it.
/// </summary>
internal sealed partial class DocumentLinksResolve : IHouseRule
{
    public IEnumerable<Violation> Check(House house)
    {
        var known = house.Files.SelectMany(f => Folders(f.Path).Append(f.Path)).ToHashSet();
        var linked = new HashSet<string> { "README.md", "CHANGELOG.md", "docs/README.md" };
        foreach (var document in house.Files.Where(f => f.Extension == ".md"))
        {
            var folder = document.Path.Contains('/') ? document.Path[..document.Path.LastIndexOf('/')] : "";
            var lines = document.Lines;
            for (var i = 0; i < lines.Length; i++)
            {
                foreach (var target in Link().Matches(lines[i]).Select(m => Resolve(folder, m.Groups[1].Value)))
                {
                    linked.Add(target);
                    if (!known.Contains(target))
                        yield return document.At(i + 1, $"the link to {target} leads nowhere");
                }

                foreach (var path in HousePath().Matches(lines[i]).Select(m => m.Groups[1].Value.TrimEnd('/')).Where(p => !known.Contains(p)))
                    yield return document.At(i + 1, $"there is no {path}");
            }
        }

        foreach (var lost in house.Files.Where(f => f.Extension == ".md" && f.IsUnder("docs") && !linked.Contains(f.Path)))
            yield return new(lost.Path, 0, "no document links to it: list it in docs/README.md");
    }

    private static string Resolve(string folder, string link)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in link.Split('#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
    }

    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|eng|docs|bench)/[\w./-]+)`")]
    private static partial Regex HousePath();
}
