using System.Text.RegularExpressions;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Nothing of the machine it was written on: no home or work folder, no package mirror. Sources are configured where the
/// build runs.
/// </summary>
internal sealed partial class NoMachineTraces : IHouseRule
{
    public IEnumerable<Violation> Check(House house)
    {
        foreach (var file in house.Files)
        {
            if (file.Name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase))
                yield return new(file.Path, 0, "package sources are configured where the build runs");

            var lines = file.Lines;
            for (var i = 0; i < lines.Length; i++)
            {
                if (Folder().Match(lines[i]) is { Success: true } folder)
                    yield return file.At(i + 1, $"'{folder.Value.Trim()}' is a folder of one machine");
                if (Mirror().Match(lines[i]) is { Success: true } mirror)
                    yield return file.At(i + 1, $"'{mirror.Value}' is a package mirror");
            }
        }
    }

    // A path begins after a space, a quote, an equals sign or a bracket; in URLs and package paths these names are innocent.
    [GeneratedRegex(@"(?<=^|[\s""'`=(\[:,])(/(root|home|work|farm|mnt|Users)/[\w.~-]|[A-Za-z]:\\Users\\)")]
    private static partial Regex Folder();

    [GeneratedRegex(@"https?://[\w.-]*(nexus|artifactory|jfrog|proget|verdaccio|mirror|nuget\.org|pkgs\.)[\w.-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Mirror();
}
