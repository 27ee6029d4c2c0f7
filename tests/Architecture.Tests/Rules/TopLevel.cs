using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>What a reader of the card expects to find, where it says.</summary>
internal sealed class TopLevel : IHouseRule
{
    private const string Solution = "MemberGrains.sln";
    private static readonly string[] Rooms = ["src/Silo", "src/Grains", "src/Grains.Interfaces", "src/Gateway", "tests"];

    public IEnumerable<Violation> Check(House house)
    {
        foreach (var folder in Rooms.Where(folder => !house.Projects.Any(p => p.File.IsUnder(folder))))
            yield return new(folder, 0, "the card's top level asks for a project here");

        if (house.Find("README.md") is null)
            yield return new("README.md", 0, "missing");

        if (house.Find(Solution)?.Text.Contains("Microsoft Visual Studio Solution File, Format Version 12.00", StringComparison.Ordinal) != true)
            yield return new(Solution, 0, "missing, or not in the classic format");

        foreach (var note in house.Files.Where(f => !f.Path.Contains('/') && f.Extension == ".md" && f.Name is not ("README.md" or "CHANGELOG.md")))
            yield return new(note.Path, 0, "documents live in docs/, not at the root");
    }
}
