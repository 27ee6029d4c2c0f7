using System.Xml.Linq;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Versions stand in Directory.Packages.props. A PackageDownload must carry one (MSBuild knows no central version for it)
/// and takes it from a property.
/// </summary>
internal sealed class PackageVersionsInOnePlace : IHouseRule
{
    private const string Place = "Directory.Packages.props";
    private static readonly string[] BuildFiles = [".csproj", ".props", ".targets"];

    public IEnumerable<Violation> Check(House house)
    {
        foreach (var file in house.Files.Where(f => BuildFiles.Contains(f.Extension) && f.Path != Place))
        {
            foreach (var item in XDocument.Parse(file.Text).Descendants())
            {
                var include = (string?)item.Attribute("Include") ?? (string?)item.Attribute("Update") ?? "";
                var version = (string?)item.Attribute("Version") ?? (string?)item.Attribute("VersionOverride") ?? (string?)item.Element("Version");
                var wrong = item.Name.LocalName switch
                {
                    "PackageVersion" => true,
                    "PackageReference" => version is not null,
                    "PackageDownload" => version?.Contains("$(", StringComparison.Ordinal) != true,
                    _ => false,
                };
                if (wrong)
                    yield return new(file.Path, 0, $"a version of {include}: versions stand in {Place}");
            }
        }
    }
}
