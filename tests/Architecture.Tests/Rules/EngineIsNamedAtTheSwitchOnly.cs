using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Only eng/GrainEngine.*, the solution, the embedded-only folders and *.Embedded.cs files name the embedded engine, so
/// that deleting those leaves a solution that builds on Orleans. Which project is the engine is read from its own project
/// file: it is the one of src that exists for the embedded engine only.
/// </summary>
internal sealed class EngineIsNamedAtTheSwitchOnly : IHouseRule
{
    private static readonly string[] Build = [".cs", ".csproj", ".props", ".targets", ".sh", ".slnf", ".json", ".yml", ""];

    public IEnumerable<Violation> Check(House house)
    {
        var embeddedOnly = house.Projects.Where(p => p.IsEmbeddedOnly).ToList();
        foreach (var engine in embeddedOnly.Where(p => p.IsSource))
        {
            foreach (var file in house.Files.Where(f => Build.Contains(f.Extension) && !MayName(f, embeddedOnly)))
            {
                var line = Array.FindIndex(file.Lines, l => l.Contains(engine.Name, StringComparison.Ordinal));
                if (line >= 0)
                    yield return file.At(line + 1, $"names {engine.Name}: put it into an X.Embedded.cs with an X.Orleans.cs beside it");
            }
        }
    }

    private static bool MayName(HouseFile file, List<ProjectFile> embeddedOnly) =>
        file.Path.StartsWith("eng/GrainEngine.", StringComparison.Ordinal)
        || file.Name.EndsWith(".Embedded.cs", StringComparison.Ordinal)
        || embeddedOnly.Any(p => file.IsUnder(p.Folder));
}
